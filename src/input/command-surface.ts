/** The command surface in the words of completion: what oclif knows of the commands, and what options add to it. */
import type { Option } from '../../stacks/contract.ts'
import type { CompletedCommand, CompletedFlag, Values } from '../completion/model.ts'
import { flagName } from '../deployment/flag-name.ts'

/** The part of oclif's command list (its manifest) that matters here. */
export interface LoadedCommand {
  readonly id: string
  readonly summary?: string | undefined
  readonly hidden?: boolean
  readonly args: Readonly<Record<string, unknown>>
  readonly flags: Readonly<Record<string, LoadedFlag>>
}

export interface LoadedFlag {
  readonly type: string
  readonly char?: string | undefined
  readonly summary?: string | undefined
  readonly hidden?: boolean | undefined
  readonly helpValue?: string | readonly string[] | undefined
  readonly allowNo?: boolean
  readonly multiple?: boolean | undefined
}

/**
 * Everything that can be completed.
 * @param options all there are: oclif knows their flags, but not their choices, which zen checks itself
 */
export function commandSurface(
  commands: readonly LoadedCommand[],
  options: readonly Option[],
): readonly CompletedCommand[] {
  return commands
    .filter(({ hidden }) => !hidden)
    .map(({ id, summary, args, flags }) => {
      const [argument] = Object.keys(args)
      return {
        name: id,
        summary: summary ?? '',
        ...(argument === undefined ? {} : { argument: valuesOf(argument, {}, options) }),
        flags: [...Object.entries(flags).flatMap(([name, flag]) => flagsOf(name, flag, options)), help],
      }
    })
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

const help: CompletedFlag = { name: 'help', summary: 'show help', repeatable: false }

function flagsOf(name: string, flag: LoadedFlag, options: readonly Option[]): readonly CompletedFlag[] {
  if (flag.hidden) return []
  const completed = {
    name,
    summary: flag.summary ?? '',
    repeatable: flag.multiple === true,
    ...(flag.char ? { char: flag.char } : {}),
    ...(flag.type === 'boolean' ? {} : { values: valuesOf(name, flag, options) }),
  }
  if (!flag.allowNo) return [completed]
  return [completed, { name: `no-${name}`, summary: `do not ${completed.summary}`, repeatable: false }]
}

function valuesOf(
  name: string,
  { helpValue }: Pick<LoadedFlag, 'helpValue'>,
  options: readonly Option[],
): Values {
  if (name === 'name') return { kind: 'deployments' }
  const choices = options
    .filter((option) => flagName(option) === name)
    .flatMap((option) => option.choices ?? [])
  if (choices.length > 0) return { kind: 'choices', choices: [...new Set(choices)] }
  if (helpValue === 'FOLDER') return { kind: 'folders' }
  return { kind: helpValue === 'FILE' || helpValue === 'PATH' ? 'files' : 'anything' }
}
