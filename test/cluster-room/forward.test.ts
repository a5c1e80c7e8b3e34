import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { type ForwardOptions, forwardToServer } from '../../src/cluster/forward.ts'
import { type FakeKubernetes, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { openFake } from './open-fake.ts'
import { pod, waiting } from './release-objects.ts'

/** A server of a pod, which says who it is, repeats what it gets, and keeps connections open. */
async function serve(fake: FakeKubernetes, name: string): Promise<void> {
  const server = createServer((request, response) => {
    if (request.method === 'POST') request.pipe(response)
    else response.end(name)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  fake.put('Pod', pod({ name, ready: true }))
  fake.ports.lead(`zen/${name}:8080`, address.port)
}

async function forwarded(fake: FakeKubernetes, options: Partial<ForwardOptions> = {}) {
  const signal = new AbortController().signal
  const forward = await forwardToServer(await openFake(fake), { port: 0, signal, ...options })
  onTestFinished(() => forward.close())
  return forward
}

const ask = async (url: string) => (await fetch(url, { headers: { connection: 'close' } })).text()

test('several connections at the same time reach the server', async () => {
  const fake = await startFakeKubernetes()
  await serve(fake, 'zenml-1')
  const { url } = await forwarded(fake)

  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(await Promise.all(Array.from({ length: 5 }, () => ask(url)))).toEqual(Array(5).fill('zenml-1'))
})

test('much is carried both ways without a loss', async () => {
  const fake = await startFakeKubernetes()
  await serve(fake, 'zenml-1')
  const { url } = await forwarded(fake)
  const body = 'grüße '.repeat(1_000_000)

  const answer = await fetch(url, { method: 'POST', body })

  expect((await answer.text()) === body).toBe(true)
})

test('a server that goes away is replaced by another', async () => {
  const fake = await startFakeKubernetes()
  await serve(fake, 'zenml-1')
  const { url } = await forwarded(fake)
  expect(await ask(url)).toBe('zenml-1')

  fake.drop('Pod', 'zen', 'zenml-1')
  fake.ports.cut('zen/zenml-1:8080')
  const waited = ask(url)
  await serve(fake, 'zenml-2')

  expect(await waited).toBe('zenml-2')
})

test('an open connection ends when its pod goes away', async () => {
  const fake = await startFakeKubernetes()
  await serve(fake, 'zenml-1')
  const { url } = await forwarded(fake)
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await once(socket, 'data')

  const rest = text(socket)
  fake.ports.cut('zen/zenml-1:8080')

  expect(await rest).toBe('')
})

test('it ends by itself when no server is left', async () => {
  const fake = await startFakeKubernetes()
  await serve(fake, 'zenml-1')
  const { url, ended } = await forwarded(fake, { patienceMs: 10 })
  fake.drop('Pod', 'zen', 'zenml-1')

  await expect(ask(url)).rejects.toThrow()
  expect(await ended).toBe('No pod of "zenml" is there.')
  await expect(ask(url)).rejects.toThrow()
})

test('it is closed by its signal', async () => {
  const fake = await startFakeKubernetes()
  await serve(fake, 'zenml-1')
  const stopped = new AbortController()
  const { url } = await forwarded(fake, { signal: stopped.signal })
  stopped.abort()

  await expect(ask(url)).rejects.toThrow()
})

test('a port that is taken is told', async () => {
  const fake = await startFakeKubernetes()
  await serve(fake, 'zenml-1')
  const { url } = await forwarded(fake)

  await expect(forwarded(fake, { port: Number(new URL(url).port) })).rejects.toMatchObject({
    code: 'PORT_IN_USE',
  })
})

test('a server that does not run is told with its reason', async () => {
  const fake = await startFakeKubernetes()
  fake.put('Pod', pod({ phase: 'Pending', containers: [{ state: waiting('ErrImagePull', 'not found') }] }))

  await expect(forwarded(fake)).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' })
})

test('one who may not forward is told so', async () => {
  const fake = await startFakeKubernetes()
  await serve(fake, 'zenml-1')
  fake.deny('get pods/portforward')

  await expect(forwarded(fake)).rejects.toMatchObject({ code: 'FORWARD_FORBIDDEN' })
})

test('a login that ends is renewed once for all who wait, where that can be', async () => {
  const fake = await startFakeKubernetes()
  await serve(fake, 'zenml-1')
  let renewals = 0
  const renew = async () => {
    renewals += 1
    return openFake(fake)
  }
  const { url, ended } = await forwarded(fake, { renew })
  fake.renewLogin()

  expect(await Promise.all([ask(url), ask(url), ask(url)])).toEqual(Array(3).fill('zenml-1'))
  expect(renewals).toBe(1)
  expect(await Promise.race([ended, 'goes on'])).toBe('goes on')
})
