/** `zen` as a newcomer types it, with the real ZenML server and client: deploy, use, destroy. */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { sendRequest } from '../../../src/client/server-request.ts'
import { readIfThere } from '../../../src/storage/atomic-file.ts'
import { zenmlPython } from '../../zenml/python.ts'
import { freePort } from '../../zenml/server.ts'
import {
  type Computer,
  commandLines,
  computer,
  readableByOthers,
  resultOf,
  runOn,
  zen,
} from '../zen-command.ts'

async function zenmlComputer(): Promise<Computer> {
  const made = await computer([dirname(await zenmlPython())])
  onTestFinished(async () => {
    await zen(made, ['destroy', '--yes', '--json'])
  })
  return made
}

async function clientFiles({ clientDirectory }: Computer) {
  const files = ['config.yaml', 'credentials.yaml'].map((name) => readIfThere(join(clientDirectory, name)))
  const [config, credentials] = await Promise.all(files)
  return { config, credentials }
}

test('one command deploys a server that the real client uses, and one takes it away without a trace', async () => {
  const here = await zenmlComputer()
  await runOn(here, 'zenml', ['stack', 'list'])
  const before = await clientFiles(here)
  const port = await freePort()

  const deployed = await zen(here, [
    'deploy',
    '--provider',
    'local',
    '--port',
    String(port),
    '--yes',
    '--json',
  ])

  const url = `http://127.0.0.1:${port}`
  expect(resultOf(deployed)).toMatchObject({
    ok: true,
    command: 'deploy',
    deployment: { name: 'local', provider: 'local', status: 'running' },
    server: { url, version: '0.98.0', username: 'default', database: { type: 'sqlite' } },
    client: { connected: true, configFile: join(here.clientDirectory, 'config.yaml') },
  })
  const status = await runOn(here, 'zenml', ['status'])
  expect(status.stdout + status.stderr).toMatch(/Connected to a remote ZenML server[\s\S]*API key/)
  expect(await runOn(here, 'zenml', ['stack', 'list'])).toMatchObject({ exit: 0 })
  await expectDashboard(url)
  await expectSecretsHidden(here, deployed.stdout + deployed.stderr)

  const destroyed = await zen(here, ['destroy', '--yes', '--json'])

  expect(resultOf(destroyed)).toMatchObject({
    ok: true,
    destroyed: ['local'],
    left: [],
    data: { action: 'kept' },
    client: { restored: true },
  })
  expect(await clientFiles(here)).toEqual(before)
  expect(await commandLines()).not.toContain(here.home)
  expect(await runOn(here, 'zenml', ['stack', 'list'])).toMatchObject({ exit: 0 })
})

test('on a computer where ZenML was never used, nothing of the client is left but its database', async () => {
  const here = await zenmlComputer()
  const port = await freePort()

  await zen(here, ['up', '--port', String(port), '--json'])
  const again = await zen(here, ['up', '--json'])
  const listed = await zen(here, ['list', '--json'])
  const shown = await zen(here, ['show', '--json'])
  const stopped = await zen(here, ['down', '--json'])
  const listedAfter = await zen(here, ['list', '--json'])

  const none = { create: 0, update: 0, replace: 0, delete: 0 }
  expect(resultOf(again)).toMatchObject({ ok: true, command: 'up', changes: none })
  expect(resultOf(listed).deployments).toMatchObject([
    { name: 'local', status: 'running', url: expect.any(String) },
  ])
  expect(resultOf(shown)).toMatchObject({ server: { healthy: true }, client: { connected: true } })
  expect(resultOf(stopped)).toMatchObject({ ok: true, stopped: ['local'], client: { restored: true } })
  expect(resultOf(listedAfter).deployments).toMatchObject([{ name: 'local', status: 'stopped' }])
  expect(await clientFiles(here)).toEqual({ config: undefined, credentials: undefined })
})

async function expectDashboard(url: string): Promise<void> {
  const page = await sendRequest({ url }, { method: 'GET', path: '/' })
  expect(page.body).toContain('<title>ZenML')
  const login = {
    method: 'POST',
    path: '/api/v1/login',
    form: { username: 'default', password: '' },
  } as const
  expect((await sendRequest({ url }, login)).status).toBe(200)
}

/** The API key is where the client needs it, and nowhere else. */
async function expectSecretsHidden(here: Computer, said: string): Promise<void> {
  const credentials = await readFile(join(here.clientDirectory, 'credentials.yaml'), 'utf8')
  const [entry] = Object.values<{ api_key: string }>(parse(credentials))
  const apiKey = entry?.api_key ?? ''
  const secrets = JSON.parse(
    await readFile(join(here.home, '.local/share/zen/deployments/local/secrets.json'), 'utf8'),
  )
  const shown = await zen(here, ['show', '--json', '--debug'])
  const seen = { said, shown: shown.stdout + shown.stderr, processes: await commandLines() }
  for (const [name, secret] of Object.entries<string>({ apiKey, jwtKey: secrets.jwtKey })) {
    const places = Object.entries(seen).filter(([, text]) => text.includes(secret))
    expect({ name, places: places.map(([place]) => place) }).toEqual({ name, places: [] })
  }
  expect(apiKey).toMatch(/^ZENKEY_/)
  expect(await readableByOthers(join(here.home, '.local/share/zen'))).toEqual([])
}
