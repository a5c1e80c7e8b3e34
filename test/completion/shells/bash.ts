import spawn from 'nano-spawn'
import type { InstalledZen } from './installed-zen.ts'

/** Calls the function that bash would call, with the words that readline would hand over. */
const driver = `
eval "$(zen completion bash)"
function_name=$(complete -p zen | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
"$function_name" zen "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD - 1]}" 2>&1
[[ \${#COMPREPLY[@]} -eq 0 ]] || printf '%s\\n' "\${COMPREPLY[@]}"
`

/** What bash offers for this line with the cursor at its end; anything printed by mistake is among it. */
export async function completeInBash(
  { env, directory }: InstalledZen,
  line: string,
): Promise<readonly string[]> {
  // readline makes "=" a word of its own; a line that ends with a space has an empty last word.
  const words = line
    .split(' ')
    .flatMap((word) => word.split(/(=)/).filter((part, at) => part !== '' || at === 0))
  const args = ['--norc', '--noprofile', '-c', driver, 'bash', ...words]
  const { stdout } = await spawn('bash', args, { env, cwd: directory })
  return stdout.split('\n').filter((text) => text !== '')
}
