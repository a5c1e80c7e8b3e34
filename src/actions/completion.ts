import { bashScript } from '../completion/bash.ts'
import { fishScript } from '../completion/fish.ts'
import { type CompletedCommand, type Shell, shells } from '../completion/model.ts'
import { zshScript } from '../completion/zsh.ts'
import { missingValue, usageError } from '../errors/usage.ts'

export interface CompletionScript {
  readonly shell: Shell
  readonly script: string
}

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const

/**
 * The script that completes `zen` in a shell.
 * @param shell checked already to be one of {@link shells}, when there is one
 * @throws ZenError `USAGE` when nobody said which shell
 */
export function completion(
  commands: readonly CompletedCommand[],
  { shell }: { readonly shell: string | undefined },
): CompletionScript {
  const known = shells.find((name) => name === shell)
  if (!known) throw usageError([noShell], 'completion')
  return { shell: known, script: scripts[known](commands) }
}

const noShell = {
  ...missingValue('shell', 'The shell'),
  fix: `Say which one: ${shells.map((shell) => `zen completion ${shell}`).join(', ')}`,
}
