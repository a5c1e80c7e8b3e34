/** Which Pulumi CLI zen works with. */
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { engineNotStarted, engineUnfit, engineVariableWrong } from '../../../errors/engine-variables.ts'
import type { EngineFacts } from '../../engine.ts'
import { askVersion } from './ask-version.ts'
import { engineVersion, fits } from './engine-version.ts'
import { isProgram, onPath } from './executable.ts'
import { commandPart } from './places.ts'

export interface FoundCommand {
  /** Absolute path. */
  readonly command: string
  readonly version: string
  readonly from: 'ZEN_PULUMI' | 'PATH' | 'zen'
}

export interface CommandSearch {
  readonly found?: FoundCommand
  /** What is on the PATH and was not taken, for people. */
  readonly passedOver?: string
}

/**
 * The one that `ZEN_PULUMI` names, else the one on the PATH when its version fits, else the one zen installed.
 * @throws ZenError `ENGINE_VARIABLE_WRONG`, `ENGINE_UNFIT` or `ENGINE_NOT_STARTED` for one named by `ZEN_PULUMI`
 */
export async function findCommand(facts: EngineFacts): Promise<CommandSearch> {
  const wanted = facts.env['ZEN_PULUMI']
  if (wanted) return { found: await wantedCommand(resolve(wanted), facts) }
  const path = await onPath('pulumi', facts.env)
  const said = path === undefined ? undefined : await askVersion(path, facts)
  if (path !== undefined && said?.version !== undefined && fits(said.version)) {
    return { found: { command: resolve(path), version: said.version, from: 'PATH' } }
  }
  const { program } = commandPart(facts.dataDirectory)
  return {
    ...((await isProgram(program)) && {
      found: { command: program, version: engineVersion, from: 'zen' },
    }),
    ...(path !== undefined && { passedOver: said?.version ? `${path} is ${said.version}` : `${path} fails` }),
  }
}

async function wantedCommand(command: string, facts: EngineFacts): Promise<FoundCommand> {
  if (!(await isProgram(command))) throw engineVariableWrong(command, await insteadOf(command))
  const said = await askVersion(command, facts)
  if (said.version === undefined) throw engineNotStarted(command, said.words)
  if (!fits(said.version)) throw engineUnfit(command, said.version, engineVersion)
  return { command, version: said.version, from: 'ZEN_PULUMI' }
}

/** The program in the folder that was named instead of it. */
async function insteadOf(path: string): Promise<string | undefined> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory()
  for (const inside of isFolder ? ['pulumi', 'bin/pulumi', 'pulumi/pulumi'] : []) {
    const program = join(path, process.platform === 'win32' ? `${inside}.exe` : inside)
    if (await isProgram(program)) return program
  }
  return undefined
}
