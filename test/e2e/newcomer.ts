/** What a newcomer sees after `zen deploy`, asked of the real ZenML client, the server and the files. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { sendRequest } from '../../src/client/server-request.ts'
import { readIfThere } from '../../src/storage/atomic-file.ts'
import { type Computer, commandLines, readableByOthers, runOn, zen } from './zen-command.ts'

/** Text of both of the client's files, `undefined` where there is none. */
export async function clientFiles({ clientDirectory }: Computer) {
  const files = ['config.yaml', 'credentials.yaml'].map((name) => readIfThere(join(clientDirectory, name)))
  const [config, credentials] = await Promise.all(files)
  return { config, credentials }
}

/** The real client says that it talks to a server, and by what right; and it works. */
export async function expectConnected(here: Computer, url: string): Promise<void> {
  const status = await runOn(here, 'zenml', ['status'])
  expect(status.stdout + status.stderr).toMatch(/Connected to a remote ZenML server[\s\S]*API key/)
  expect(status.stdout + status.stderr).toContain(url)
  expect(await runOn(here, 'zenml', ['stack', 'list'])).toMatchObject({ exit: 0 })
}

/** The page is there, and the login opens it. */
export async function expectDashboard(url: string, login: { username: string; password: string }) {
  const page = await sendRequest({ url }, { method: 'GET', path: '/' })
  expect(page.body).toContain('<title>ZenML')
  const { status } = await sendRequest({ url }, { method: 'POST', path: '/api/v1/login', form: login })
  expect(status).toBe(200)
}

/** Secrets are where they are needed, and nowhere that others look: words, JSON, arguments, open files. */
export async function expectSecretsHidden(here: Computer, name: string, said: string): Promise<void> {
  const data = join(here.home, '.local', 'share', 'zen')
  const stored = JSON.parse(await readFile(join(data, 'deployments', name, 'secrets.json'), 'utf8'))
  const shown = await zen(here, ['show', name, '--json', '--debug'])
  const seen = { said, shown: shown.stdout + shown.stderr, processes: await commandLines() }
  // A path, not a secret: it tells where kept data is.
  const { localDatabase, ...secrets } = stored
  const apiKey = await apiKeyOf(here)
  for (const [key, secret] of Object.entries<string>({ apiKey, ...secrets })) {
    const places = Object.entries(seen).flatMap(([place, text]) => (text.includes(secret) ? [place] : []))
    expect({ key, places: secret === '' ? [] : places }).toEqual({ key, places: [] })
  }
  expect(await readableByOthers(data)).toEqual([])
}

/** The key that zen gave this computer's client. */
export async function apiKeyOf({ clientDirectory }: Computer): Promise<string> {
  const credentials = parse(await readFile(join(clientDirectory, 'credentials.yaml'), 'utf8'))
  const [entry] = Object.values<{ api_key: string }>(credentials)
  expect(entry?.api_key).toMatch(/^ZENKEY_/)
  return entry?.api_key ?? ''
}
