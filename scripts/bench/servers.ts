/** Starting and stopping a real server, beside what ZenML itself has for that, on the same Python. */
import { dirname, join } from 'node:path'
import { freePort } from '../../test/free-port.ts'
import { zenmlPython } from '../../test/zenml/python.ts'
import { bareNode, type Computer, computer, removeComputer, zen } from './computer.ts'
import { type Measurement, measureSideBySide } from './measurement.ts'
import { type Command, timeOf } from './run-process.ts'
import { quotientOf, type Round } from './statistics.ts'

export interface ServerOptions {
  /** How often both are started and stopped. */
  readonly rounds: number
  /** Ends the measurement; everything that runs is stopped. */
  readonly signal: AbortSignal
}

/** @throws Error when a command fails */
export async function measureServers(options: ServerOptions): Promise<readonly Measurement[]> {
  const program = join(dirname(await zenmlPython()), 'zenml')
  const [ours, theirs] = [await usedComputer(program), await usedComputer(program)]
  try {
    return await measureOn({ ...options, program, ours, theirs })
  } finally {
    await timeOf(zen(ours, 'destroy', '--yes')).catch(() => undefined)
    await timeOf(zenml(theirs, program, 'logout', '--local')).catch(() => undefined)
    await Promise.all([removeComputer(ours), removeComputer(theirs)])
  }
}

interface Place extends ServerOptions {
  readonly program: string
  readonly ours: Computer
  readonly theirs: Computer
}

/** A computer where ZenML was used before: neither has to make a database first. */
async function usedComputer(program: string): Promise<Computer> {
  const made = await computer([dirname(program)])
  await timeOf(zenml(made, program, 'stack', 'list'))
  return made
}

function zenml({ env }: Computer, program: string, ...args: readonly string[]): Command {
  return { file: program, args, env: { ...env, ZENML_AUTO_OPEN_DASHBOARD: 'false' } }
}

async function measureOn({ rounds, signal, program, ours, theirs }: Place): Promise<readonly Measurement[]> {
  const up: Round[] = []
  const down: Round[] = []
  let show: Measurement | undefined
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted()
    const port = String(await freePort())
    const login = await timeOf(zenml(theirs, program, 'login', '--local', '--port', port))
    const logout = await timeOf(zenml(theirs, program, 'logout', '--local'))
    signal.throwIfAborted()
    up.push({ subject: await timeOf(zen(ours, 'up', '--port', port)), baseline: login })
    show ??= await measureShow(ours, signal)
    down.push({ subject: await timeOf(zen(ours, 'down')), baseline: logout })
  }
  return [
    ...(show ? [show] : []),
    { name: 'zen up, time', unit: 'milliseconds', quotient: quotientOf(up) },
    { name: 'zen down, time', unit: 'milliseconds', quotient: quotientOf(down) },
  ]
}

const SHOW_ROUNDS = 10

async function measureShow(here: Computer, signal: AbortSignal): Promise<Measurement> {
  const quotient = await measureSideBySide({
    rounds: SHOW_ROUNDS,
    signal,
    subject: () => timeOf(zen(here, 'show')),
    baseline: () => timeOf(bareNode(here)),
  })
  return { name: 'zen show of a server, time', unit: 'milliseconds', quotient }
}
