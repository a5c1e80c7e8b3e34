/** The real CLI and the real Kubernetes plugin, packed as their makers pack them. */
import { execFile } from 'node:child_process'
import { copyFile, mkdir, readFile, readlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { create } from 'tar'
import { expect, test } from 'vitest'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import {
  type EngineProgram,
  ensureEngine,
  findEngine,
} from '../../../src/engine/pulumi/install/engine-program.ts'
import { type Computer, computer } from '../../engine/pulumi-install/computer.ts'
import { releaseSite } from '../../engine/pulumi-install/release-site.ts'
import { command, plugin, plugins, publish } from '../../engine/pulumi-install/released-pulumi.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const run = promisify(execFile)
const { signal } = new AbortController()

/** An archive with that program under that path. */
async function packed(program: string, path: string): Promise<Buffer> {
  const directory = await temporaryDirectory()
  await mkdir(dirname(join(directory, path)), { recursive: true })
  await copyFile(program, join(directory, path))
  const file = join(directory, 'archive.tar.gz')
  await create({ file, cwd: directory, gzip: { level: 1 } }, [path])
  return readFile(file)
}

/** What the real CLI says, with the engine's home. */
async function pulumi(
  { facts }: Computer,
  engine: EngineProgram,
  ...args: readonly string[]
): Promise<string> {
  const env = {
    ...facts.env,
    PULUMI_HOME: engine.pulumiHome,
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
  }
  const { stdout } = await run(engine.command, args, { env, maxBuffer: 100_000_000 })
  return stdout
}

/** The CLI finds the plugin, starts it and hears what it has to say. */
async function expectWorking(here: Computer, engine: EngineProgram): Promise<void> {
  expect(await pulumi(here, engine, 'version')).toBe('v3.259.0\n')
  expect(JSON.parse(await pulumi(here, engine, 'plugin', 'ls', '--json'))).toMatchObject([
    { name: 'kubernetes', kind: 'resource', version: plugins.kubernetes },
  ])
  const schema = JSON.parse(await pulumi(here, engine, 'package', 'get-schema', 'kubernetes@4.34.2'))
  expect(schema).toMatchObject({ name: 'kubernetes' })
}

test('a downloaded engine works', async () => {
  const site = await releaseSite()
  publish(site, command, await packed(await toolchainBinary('pulumi'), command.program))
  publish(site, plugin, await packed(await toolchainBinary('pulumi-resource-kubernetes'), plugin.program))
  const here = await computer({ ZEN_PULUMI_MIRROR: site.url })

  const engine = await ensureEngine(here.facts, plugins, here.listener, signal)

  await expectWorking(here, engine)
  expect(await findEngine(here.facts, plugins)).toEqual(engine)
})

test('an engine that was brought along works, with a link to its plugin', async () => {
  const program = await toolchainBinary('pulumi-resource-kubernetes')
  const here = await computer({
    ZEN_PULUMI: await toolchainBinary('pulumi'),
    ZEN_PULUMI_PLUGINS: dirname(program),
  })

  const engine = await findEngine(here.facts, plugins)

  if (!engine) throw new Error('There is no engine.')
  await expectWorking(here, engine)
  const link = 'plugins/resource-kubernetes-v4.34.2/pulumi-resource-kubernetes'
  expect(await readlink(join(engine.pulumiHome, link))).toBe(program)
})
