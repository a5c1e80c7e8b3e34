/** The same deployment by nothing but Pulumi's Automation API, for comparison. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'rolldown'
import { parseCheckpoint } from '../../src/engine/pulumi/checkpoint.ts'
import { storedDeployment } from '../../src/engine/pulumi/stored-deployment.ts'
import type { SimulatedCloud } from '../../test/cloud/cloud.ts'
import type { CloudFixture } from '../../test/cloud/fixture.ts'
import type { CloudComputer } from '../../test/e2e/cloud/cloud-computer.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { toolchainBinary } from '../toolchain/binary.ts'
import type { BareDeployment } from './bare-deployment.ts'
import { onCloud } from './cloud-command.ts'
import type { Command } from './run-process.ts'

export interface BareDeployments {
  /** @param state file of the state of a deployment by zen, whose spec is deployed here too */
  command(state: string, place: BarePlace): Promise<Command>
  remove(): Promise<void>
}

export interface BarePlace {
  readonly cloud: SimulatedCloud
  readonly here: CloudComputer
  readonly packages: CloudFixture['packages']
}

/** Bundled like zen itself, so that neither has to find more files than the other. */
export async function bareDeployments(): Promise<BareDeployments> {
  const dir = await mkdtemp(join(tmpdir(), 'zen-bench-'))
  await build({
    input: 'scripts/bench/bare-deployment.ts',
    platform: 'node',
    external: [/^@pulumi\//],
    logLevel: 'warn',
    output: { dir, format: 'esm', entryFileNames: 'bare.mjs' },
  })
  await symlink(resolve('node_modules'), join(dir, 'node_modules'))
  return {
    command: (state, place) => commandAt(join(dir, 'bare.mjs'), state, place),
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}

async function commandAt(program: string, state: string, { cloud, here, packages }: BarePlace) {
  const folder = await temporaryDirectory()
  const [home, backend, workDir, root] = ['home', 'state', 'work', 'pulumi'].map((it) => join(folder, it))
  if (!home || !backend || !workDir || !root) throw new Error('there are four folders')
  for (const place of [home, backend, workDir, join(root, 'bin')]) await mkdir(place, { recursive: true })
  await symlink(await toolchainBinary('pulumi'), join(root, 'bin', 'pulumi'))
  await cloud.install(home, 'kubernetes', ...packages)
  const told: BareDeployment = { spec: await specIn(state), chart: resolve('charts/zenml'), root, workDir }
  const file = join(folder, 'deployment.json')
  await writeFile(file, JSON.stringify(told))
  const env = {
    ...here.env,
    ...{ PULUMI_HOME: home, PULUMI_BACKEND_URL: pathToFileURL(backend).href },
    ...{ PULUMI_CONFIG_PASSPHRASE: 'of a benchmark', PULUMI_SKIP_UPDATE_CHECK: 'true' },
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
  }
  return onCloud(here, { file: process.execPath, args: [program, file], env })
}

async function specIn(state: string) {
  const checkpoint = parseCheckpoint(await readFile(state, 'utf8'))
  const stored = checkpoint && storedDeployment('bench', checkpoint)
  if (!stored) throw new Error(`no deployment is in ${state}`)
  return stored.spec
}
