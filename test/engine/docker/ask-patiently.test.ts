import { expect, test } from 'vitest'
import { askPatiently } from '../../../src/engine/docker/ask-patiently.ts'
import { dockerNotInstalled } from '../../../src/errors/docker.ts'
import { serverUnreachable } from '../../../src/errors/server.ts'

const never = new AbortController().signal

/** A server that does not answer the first times it is asked. */
function busyServer(times: number) {
  let left = times
  return async () => {
    if (left === 0) return 'here I am'
    left -= 1
    throw serverUnreachable('http://127.0.0.1:8238', new Error('no answer'))
  }
}

test('a busy server is asked again, but not for ever', async () => {
  expect(await askPatiently(busyServer(3), never)).toBe('here I am')
  await expect(askPatiently(busyServer(1000), never)).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' })
})

test('any other refusal is final, and so is an interrupt', async () => {
  const refuse = () => Promise.reject(dockerNotInstalled())

  await expect(askPatiently(refuse, never)).rejects.toMatchObject({ code: 'DOCKER_NOT_INSTALLED' })
  await expect(askPatiently(busyServer(1), AbortSignal.abort())).rejects.toMatchObject({
    code: 'INTERRUPTED',
  })
})
