import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureEngine, findEngine } from '../../../src/engine/pulumi/install/engine-program.ts'
import { computer } from './computer.ts'
import { archivePath, command, plugin, plugins, releasedPulumi } from './released-pulumi.ts'
import { outcomeOf, startInstallProcess } from './start-install-process.ts'

const { signal } = new AbortController()
const everything = [
  'plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes',
  'versions/3.259.0/bin/pulumi',
]

async function newComputer() {
  const { site } = await releasedPulumi()
  const here = await computer({ ZEN_PULUMI_MIRROR: site.url })
  const gets = (path: string) => site.requests.filter((request) => request === `GET ${path}`)
  return { site, here, gets }
}

test.each([
  ['CLI', command],
  ['plugin', plugin],
])(
  'a zen killed in the middle of downloading the %s leaves nothing that is taken for it, and the next one succeeds',
  async (_, release) => {
    const { site, here } = await newComputer()
    const hold = site.hold(archivePath(release), 100_000)
    const killed = startInstallProcess(here, plugins)
    await hold.reached
    await killed.kill()
    hold.letGo()

    expect(await findEngine(here.facts, plugins)).toBeUndefined()
    await ensureEngine(here.facts, plugins, here.listener, signal)

    expect(await here.installed()).toEqual(everything)
    expect(await readdir(join(here.facts.dataDirectory, 'locks'))).toEqual([])
  },
)

test('two zen at once download once: one waits for the other, and says so', async () => {
  const { site, here, gets } = await newComputer()
  const hold = site.hold(archivePath(command), 100_000)
  const first = startInstallProcess(here, plugins)
  await hold.reached
  const second = startInstallProcess(here, plugins)
  expect(await second.nextJson()).toMatch(
    /^Waiting for another zen \(process \d+\) that is installing Pulumi$/,
  )
  hold.letGo()

  const outcomes = await Promise.all([outcomeOf(first), outcomeOf(second)])

  expect(outcomes).toEqual([
    { engine: await findEngine(here.facts, plugins) },
    { engine: await findEngine(here.facts, plugins) },
  ])
  expect([gets(archivePath(command)).length, gets(archivePath(plugin)).length]).toEqual([1, 1])
  expect(await here.installed()).toEqual(everything)
})

test('who waits for another zen can be interrupted', async () => {
  const { site, here } = await newComputer()
  const hold = site.hold(archivePath(command), 100_000)
  const first = startInstallProcess(here, plugins)
  await hold.reached
  const interruption = new AbortController()
  const listener = () => interruption.abort()

  await expect(ensureEngine(here.facts, plugins, listener, interruption.signal)).rejects.toMatchObject({
    code: 'INTERRUPTED',
  })

  hold.letGo()
  expect(await outcomeOf(first)).toEqual({ engine: await findEngine(here.facts, plugins) })
})
