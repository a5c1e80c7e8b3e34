/** A provider's program, carried out by the real Pulumi on a cluster, with nothing of zen's engine around it. */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  type EngineEvent,
  LocalWorkspace,
  type OutputMap,
  PulumiCommand,
  type Stack,
} from '@pulumi/pulumi/automation/index.js'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import type { OptionValues, Secrets, Spec } from '../../../stacks/contract.ts'
import { program } from '../../../stacks/kubernetes/index.ts'
import { pluginVersions } from '../../../stacks/plugin-versions.ts'
import type { ProgramRequest } from '../../../stacks/program-contract.ts'
import type { TestCluster } from '../../cluster/cluster.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { specOf } from '../../stacks/chart-requests.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { chart } from '../chart/render.ts'

export interface Wish {
  readonly options?: OptionValues
  readonly secrets?: Secrets
  readonly part?: ProgramRequest['part']
}

/** Numbers of resources by what became of them, without those that stayed the same. */
export type Changes = Readonly<Record<string, number>>

export interface ProgramStack {
  up(wish?: Wish): Promise<{ readonly changes: Changes; readonly outputs: OutputMap }>
  preview(wish?: Wish): Promise<Changes>
  destroy(wish?: Wish): Promise<void>
  /** What Pulumi says while it works. */
  readonly words: readonly string[]
  /** The state as it is stored, and the secrets that must not be readable in it. */
  state(): Promise<{ readonly text: string; readonly secrets: readonly string[] }>
}

/** @param name of the deployment: `zen-NAME` is its namespace */
export async function programStack(cluster: TestCluster, name: string): Promise<ProgramStack> {
  const directory = await temporaryDirectory()
  const words: string[] = []
  const onEvent = ({ diagnosticEvent }: EngineEvent) => {
    const { severity = '', message = '' } = diagnosticEvent ?? {}
    // The rest is for whoever looks for mistakes in the engine, and holds every secret in plain text.
    if (['info', 'warning', 'error'].includes(severity)) words.push(`${severity}: ${message.trim()}`)
  }
  const stackFor = ({ options, secrets = {}, part = 'everything' }: Wish) => {
    const spec = withCluster(cluster, specOf(options ?? {}, secrets, name))
    const request = { spec, secrets, part, chart: './chart', announce: () => undefined }
    return selectStack(directory, name, async () => ({ ...(await program(request)) }))
  }
  return {
    words,
    up: async (wish = {}) => {
      const { summary, outputs } = await (await stackFor(wish)).up({ onEvent })
      return { changes: changed(summary.resourceChanges), outputs }
    },
    preview: async (wish = {}) => changed((await (await stackFor(wish)).preview({ onEvent })).changeSummary),
    destroy: async (wish = {}) => {
      await (await stackFor(wish)).destroy({ runProgram: true, onEvent })
    },
    state: async () => {
      const text = await readFile(
        join(directory, 'state', '.pulumi', 'stacks', 'zenml', `${name}.json`),
        'utf8',
      )
      const { deployment } = await (await stackFor({})).exportStack()
      return { text, secrets: keptSecrets(listAt(deployment, 'resources')) }
    },
  }
}

/** What the program generated, in plain text. */
function keptSecrets(resources: readonly unknown[]): readonly string[] {
  const stashes = resources.filter((resource) => textAt(resource, 'type') === 'pulumi:index:Stash')
  return stashes.map((stash) => String(JSON.parse(textAt(stash, 'outputs', 'output', 'plaintext'))))
}

function withCluster({ kubeconfig }: TestCluster, spec: Spec): Spec {
  return { ...spec, options: { ...spec.options, kubeconfig, context: 'zen-test' } }
}

function changed(changes: Changes = {}): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([kind]) => kind !== 'same'))
}

async function selectStack(
  directory: string,
  stackName: string,
  inline: () => Promise<Record<string, unknown>>,
): Promise<Stack> {
  const workDir = await prepared(directory)
  const pulumiCommand = await PulumiCommand.get({ root: directory, skipVersionCheck: true })
  return LocalWorkspace.createOrSelectStack(
    { stackName, projectName: 'zenml', program: inline },
    {
      ...{ workDir, pulumiCommand, pulumiHome: join(directory, 'home') },
      envVars: {
        PULUMI_BACKEND_URL: `file://${join(directory, 'state')}`,
        PULUMI_CONFIG_PASSPHRASE: 'of the test',
        PULUMI_SKIP_UPDATE_CHECK: 'true',
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      },
    },
  )
}

/** A home with the plugin, the chart where the program looks for it, and the engine where the SDK looks for it. */
async function prepared(directory: string): Promise<string> {
  const [engine, plugin] = [
    await toolchainBinary('pulumi'),
    await toolchainBinary('pulumi-resource-kubernetes'),
  ]
  const pluginFolder = `home/plugins/resource-kubernetes-v${pluginVersions.kubernetes}`
  const links = {
    'bin/pulumi': engine,
    [`${pluginFolder}/pulumi-resource-kubernetes`]: plugin,
    'work/chart': chart,
  }
  for (const [path, target] of Object.entries(links)) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await symlink(target, join(directory, path)).catch(() => undefined)
  }
  await mkdir(join(directory, 'state'), { recursive: true })
  await writeFile(join(directory, 'work', 'Pulumi.yaml'), 'name: zenml\nruntime: nodejs\n')
  return join(directory, 'work')
}
