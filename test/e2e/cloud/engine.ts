/** The real Pulumi engine on a simulated cloud, for one test. */
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type DiagnosticEvent,
  type EngineEvent,
  LocalWorkspace,
  type OpMap,
  PulumiCommand,
  type PulumiFn,
  type Stack,
} from '@pulumi/pulumi/automation/index.js'
import spawn, { SubprocessError } from 'nano-spawn'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import { administrator, environmentOf } from '../../cloud/aws/administrator.ts'
import type { SimulatedCloud } from '../../cloud/cloud.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** What came of an operation. A failed one is an outcome too: tests look at it. */
export interface Outcome {
  readonly failed: boolean
  /** How many resources were created, updated, … beside those that stayed the same. */
  readonly changes: OpMap
  readonly outputs: Readonly<Record<string, { readonly value: unknown; readonly secret: boolean }>>
  /** What the engine and the providers had to say, but for progress: `NAME: MESSAGE`. */
  readonly words: readonly string[]
}

export interface TestStack {
  preview(): Promise<Outcome>
  up(signal?: AbortSignal): Promise<Outcome>
  refresh(...flags: readonly string[]): Promise<Outcome>
  destroy(): Promise<Outcome>
  /** The stack's state as `pulumi stack export` gives it, and as it is on disk. */
  state(): Promise<unknown>
  /** Changes what the next operation is to make. */
  become(program: PulumiFn): void
  /** Runs the command itself, for what the Automation API has no words for. */
  command(...args: readonly string[]): Promise<string>
}

export interface Engine {
  stack(name: string, program: PulumiFn): Promise<TestStack>
  /** Ends the engines that run now, as `kill -9` does. */
  kill(): Promise<void>
}

/** @param env variables beside those of an administrator */
export async function engineFor(
  cloud: SimulatedCloud,
  env: Readonly<Record<string, string>> = {},
  packages: readonly string[] = ['aws'],
): Promise<Engine> {
  const folder = await temporaryDirectory()
  const [home, state] = [join(folder, 'home'), join(folder, 'state')]
  for (const place of [home, state]) await mkdir(place)
  await cloud.install(home, ...packages)
  const pulumiCommand = await pulumi(join(folder, 'pulumi'))
  const envVars = {
    ...{ PULUMI_BACKEND_URL: `file://${state}`, PULUMI_CONFIG_PASSPHRASE: 'of a test' },
    ...{ PULUMI_SKIP_UPDATE_CHECK: 'true', PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true' },
    ...{ ...environmentOf(administrator), ...env },
  }
  return {
    stack: async (name, program) => {
      const workDir = join(folder, `work-${name}`)
      await mkdir(workDir)
      const stack = await LocalWorkspace.createStack(
        { stackName: name, projectName: 'sample', program },
        { workDir, pulumiHome: home, pulumiCommand, envVars },
      )
      return testStack(stack, pulumiCommand.command, {
        ...{ workDir, backend: join(state, '.pulumi/stacks/sample') },
        env: { ...envVars, PULUMI_HOME: home },
      })
    },
    kill: async () => {
      for (const pid of await enginePids()) process.kill(pid, 'SIGKILL')
    },
  }
}

/** The Automation API wants it in a folder `bin`. */
async function pulumi(root: string): Promise<PulumiCommand> {
  await mkdir(join(root, 'bin'), { recursive: true })
  await symlink(await toolchainBinary('pulumi'), join(root, 'bin', 'pulumi'))
  return PulumiCommand.get({ root, skipVersionCheck: true })
}

interface Surroundings {
  readonly workDir: string
  /** Where the states of stacks are. */
  readonly backend: string
  readonly env: Readonly<Record<string, string>>
}

function testStack(stack: Stack, program: string, { workDir, backend, env }: Surroundings): TestStack {
  const run = (
    work: (
      onEvent: (event: EngineEvent) => void,
    ) => Promise<{ readonly outputs?: Outcome['outputs'] } | object>,
  ) => outcomeOf(work)
  const command = async (...args: readonly string[]) => {
    try {
      return (await spawn(program, [...args, '--stack', stack.name], { cwd: workDir, env })).stdout
    } catch (error) {
      throw error instanceof SubprocessError ? new Error(error.output, { cause: error }) : error
    }
  }
  return {
    preview: () => run((onEvent) => stack.preview({ onEvent })),
    up: (signal) => run((onEvent) => stack.up({ onEvent, ...(signal ? { signal } : {}) })),
    refresh: (...flags) =>
      flags.length === 0
        ? run((onEvent) => stack.refresh({ onEvent }))
        : run(async () => ({ words: await command('refresh', '--yes', '--non-interactive', ...flags) })),
    destroy: () => run((onEvent) => stack.destroy({ onEvent, runProgram: true })),
    state: async () => {
      const { checkpoint } = JSON.parse(await readFile(join(backend, `${stack.name}.json`), 'utf8'))
      return { deployment: checkpoint.latest }
    },
    become: (program) => {
      stack.workspace.program = program
    },
    command,
  }
}

async function outcomeOf(
  work: (
    onEvent: (event: EngineEvent) => void,
  ) => Promise<{ readonly outputs?: Outcome['outputs'] } | object>,
): Promise<Outcome> {
  const words: string[] = []
  let changes: OpMap = {}
  const onEvent = ({ diagnosticEvent, summaryEvent }: EngineEvent) => {
    if (diagnosticEvent && isTold(diagnosticEvent)) words.push(told(diagnosticEvent))
    if (summaryEvent) changes = summaryEvent.resourceChanges
  }
  try {
    const result = await work(onEvent)
    const outputs = 'outputs' in result && result.outputs ? result.outputs : {}
    return { failed: false, changes, outputs, words }
  } catch (error) {
    return { failed: true, changes, outputs: {}, words: [...words, String(error)] }
  }
}

/** What the engine says for whoever looks into it has secrets in it. */
const isTold = ({ severity, ephemeral }: DiagnosticEvent) =>
  ['warning', 'error'].includes(severity) && !ephemeral

function told({ urn = '', message, prefix = '' }: DiagnosticEvent): string {
  return `${urn.split('::').at(-1)}: ${prefix}${message}`.replace(/<\{%\w+%\}>/g, '').trim()
}

/** Our own children of that name. */
async function enginePids(): Promise<readonly number[]> {
  const tasks = await readdir(`/proc/${process.pid}/task`)
  const lists = tasks.map((task) =>
    readFile(`/proc/${process.pid}/task/${task}/children`, 'utf8').catch(() => ''),
  )
  const pids = (await Promise.all(lists)).flatMap((list) => list.split(' ').filter(Boolean).map(Number))
  const named = pids.map(async (pid) => {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
    return name.trim() === 'pulumi' ? [pid] : []
  })
  return (await Promise.all(named)).flat()
}
