import { expect, test } from 'vitest'
import { sendRequest } from '../../src/client/server-request.ts'
import { fakeServer } from './fake-server.ts'

test('the fake server gives its answers in order, repeats the last, and remembers the requests', async () => {
  const server = await fakeServer({ status: 503 }, { status: 200, body: 'text' })

  const statuses = []
  for (const path of ['/a', '/b', '/c']) {
    statuses.push((await sendRequest(server, { method: 'GET', path })).status)
  }

  expect(statuses).toEqual([503, 200, 200])
  expect(server.requests).toEqual(['GET /a', 'GET /b', 'GET /c'])
})
