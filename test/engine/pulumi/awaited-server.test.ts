import { expect, test } from 'vitest'
import { awaitServer } from '../../../src/engine/pulumi/awaited-server.ts'
import { startFakeZenmlServer } from '../../fakes/fake-zenml-server.ts'

async function silentServer() {
  const server = await startFakeZenmlServer({ password: 'first' })
  server.pause()
  const outputs = {
    ...{ url: server.url, username: 'default', password: 'first' },
    database: { type: 'sqlite' as const },
  }
  return { server, outputs }
}

test('a server that hangs up at first is asked again, and then has the password that was wanted', async () => {
  const { server, outputs } = await silentServer()
  const said: string[] = []
  const listener = ({ text }: { readonly text: string }) => {
    said.push(text)
    server.resume()
  }

  const finished = await awaitServer({
    ...{ outputs, url: server.url, secrets: { password: 'second' }, known: [] },
    ...{ listener, signal: new AbortController().signal },
  })

  expect(finished.password).toBe('second')
  expect(server.password()).toBe('second')
  expect(said[0]).toContain(`Waiting for the server to answer at ${server.url} (`)
})

test('an interruption ends the waiting', async () => {
  const { server, outputs } = await silentServer()
  const controller = new AbortController()

  const finished = awaitServer({
    ...{ outputs, url: server.url, secrets: {}, known: [] },
    ...{ listener: () => controller.abort(), signal: controller.signal },
  })

  await expect(finished).rejects.toMatchObject({ code: 'INTERRUPTED' })
})

test('a wrong password is no reason to wait', async () => {
  const { server, outputs } = await silentServer()
  server.resume()

  const finished = awaitServer({
    ...{ outputs: { ...outputs, password: 'other' }, url: server.url, secrets: {}, known: [] },
    ...{ listener: () => undefined, signal: new AbortController().signal },
  })

  await expect(finished).rejects.toMatchObject({ code: 'LOGIN_REFUSED' })
})
