/** The commands that people type all day, beside the smallest thing that Node.js can do. */
import type { BudgetName } from './budgets.ts'
import {
  bareNode,
  type Computer,
  computer,
  removeComputer,
  storeDeployments,
  storeStates,
  zen,
} from './computer.ts'
import { type Measurement, measureSideBySide } from './measurement.ts'
import { type Command, modulesOf, peakMemoryOf, timeOf } from './run-process.ts'

interface LightCommand {
  readonly name: 'zen --help' | 'zen list' | 'zen list of 1000' | 'zen list of 1000 in a state' | 'zen show'
  readonly words: readonly string[]
  /** How many deployments its computer knows of. */
  readonly stored: number
  /** @default storeDeployments */
  readonly store?: typeof storeDeployments
}

const lightCommands: readonly LightCommand[] = [
  { name: 'zen --help', words: ['--help'], stored: 0 },
  { name: 'zen list', words: ['list'], stored: 0 },
  { name: 'zen list of 1000', words: ['list'], stored: 1000 },
  { name: 'zen list of 1000 in a state', words: ['list'], stored: 1000, store: storeStates },
  { name: 'zen show', words: ['show'], stored: 1 },
]

export interface LightOptions {
  readonly rounds: number
  readonly isWanted: (name: BudgetName) => boolean
  readonly signal: AbortSignal
}

/** @throws Error when a command fails, or loads a module of Pulumi */
export async function measureLightCommands(options: LightOptions): Promise<readonly Measurement[]> {
  const { rounds, isWanted, signal } = options
  const measurements: Measurement[] = []
  for (const light of lightCommands) {
    const [time, memory] = [`${light.name}, time`, `${light.name}, memory`] as const
    if (!isWanted(time) && !isWanted(memory)) continue
    await onComputer(light, async (here) => {
      const command = zen(here, ...light.words)
      await refusePulumi(command)
      const both = { rounds, here, command, signal }
      if (isWanted(time)) measurements.push(await measure({ ...both, name: time, unit: 'milliseconds' }))
      if (isWanted(memory)) measurements.push(await measure({ ...both, name: memory, unit: 'bytes' }))
    })
  }
  return measurements
}

async function onComputer(
  { stored, store = storeDeployments }: LightCommand,
  work: (here: Computer) => Promise<void>,
): Promise<void> {
  const here = await computer()
  try {
    await store(here, stored)
    await work(here)
  } finally {
    await removeComputer(here)
  }
}

interface Measured extends Pick<Measurement, 'name' | 'unit'> {
  readonly here: Computer
  readonly command: Command
  readonly rounds: number
  readonly signal: AbortSignal
}

/** Memory hardly differs between rounds, so a few of them do. */
async function measure({ name, unit, here, command, rounds, signal }: Measured): Promise<Measurement> {
  const cost = unit === 'bytes' ? peakMemoryOf : timeOf
  const quotient = await measureSideBySide({
    rounds: unit === 'bytes' ? Math.ceil(rounds / 4) : rounds,
    signal,
    subject: () => cost(command),
    baseline: () => cost(bareNode(here)),
  })
  return { name, unit, quotient }
}

/** Pulumi alone takes half a second to load. */
async function refusePulumi(command: Command): Promise<void> {
  const loaded = (await modulesOf(command)).filter((url) => /@pulumi|\/-?pulumi-/.test(url))
  if (loaded.length > 0) throw new Error(`zen ${command.args.slice(1).join(' ')} loads Pulumi: ${loaded[0]}`)
}
