/** `zen` on a cluster, as tests type it. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { TestCluster } from '../../cluster/cluster.ts'
import { inventoryOf } from '../../cluster/inventory.ts'
import { apiKeyOf } from '../newcomer.ts'
import { type Computer, commandLines, type Ran, readableByOthers, succeeded, zen } from '../zen-command.ts'

/** Values that spare tests what only people notice: no telemetry, no wait for load balancers at the end of a pod. */
export const quickValues = 'server:\n  analyticsOptIn: false\n  shutdownDelaySeconds: 0\n'

export function deployWords(name: string, ...flags: readonly string[]): readonly string[] {
  return ['deploy', '--provider', 'kubernetes', '--name', name, ...flags, '--yes', '--json']
}

export async function deploy(here: Computer, name: string, ...flags: readonly string[]): Promise<Ran> {
  return zen(here, deployWords(name, ...flags))
}

/** Deploys, and says what was wrong when that fails. */
export async function deployed(here: Computer, name: string, ...flags: readonly string[]) {
  return succeeded(await deploy(here, name, ...flags))
}

/** Takes it away with its data, and proves that nothing of it is left in the cluster. */
export async function expectGone(
  cluster: TestCluster,
  here: Computer,
  name: string,
  before: readonly string[],
) {
  const result = succeeded(await zen(here, ['destroy', name, '--delete-data', '--yes', '--json']))
  expect(result).toMatchObject({ ok: true, destroyed: [name], left: [] })
  await expectNothingNew(cluster, before)
}

/** Volumes go a moment after their claims. */
async function expectNothingNew(cluster: TestCluster, before: readonly string[]): Promise<void> {
  await expect.poll(() => inventoryOf(cluster), { timeout: 20_000, interval: 500 }).toEqual(before)
}

export async function administrator(here: Computer, name: string) {
  const { server } = succeeded(await zen(here, ['show', name, '--reveal', '--json']))
  return { username: String(server.username), password: String(server.password) }
}

/**
 * Secrets are where they are needed, and nowhere that others look: words, JSON, arguments, files that others read.
 * What opens the server itself is in no file in plain, not even in one of the person's own.
 */
export async function expectSecretsHidden(here: Computer, name: string, said: string): Promise<void> {
  const { password } = await administrator(here, name)
  const secrets = { password, apiKey: await apiKeyOf(here) }
  const shown = await zen(here, ['show', name, '--json', '--debug'])
  const data = join(here.home, '.local', 'share', 'zen')
  const seen = {
    said,
    shown: shown.stdout + shown.stderr,
    processes: await commandLines(),
  }
  for (const [key, secret] of Object.entries(secrets)) {
    const places = Object.entries(seen).flatMap(([place, text]) => (text.includes(secret) ? [place] : []))
    expect({ key, places }).toEqual({ key, places: [] })
  }
  expect(await textsIn(data)).not.toContain(password)
  expect(await readableByOthers(data)).toEqual([])
}

/** Everything that is written below a folder. What the plugin's link leads to is none of it. */
async function textsIn(directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n')
}
