/** Files that a person names in an answer, where no shell has made a path of it. */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Option } from '../../stacks/contract.ts'
import type { ClientEnvironment } from '../client/client-environment.ts'
import { flagName } from '../deployment/flag-name.ts'
import { problemsOfSecret } from '../deployment/option-value.ts'
import { unreadableFile } from '../errors/usage.ts'
import { readRefusal } from '../errors/zen-error.ts'

export type Folders = Pick<ClientEnvironment, 'homeDirectory' | 'workingDirectory'>

/** As it can be typed in any folder. A path may begin with `~/`. */
export function pathOf(answer: string, { homeDirectory, workingDirectory }: Folders): string {
  const path = answer.trim()
  return /^~[/\\]/.test(path) ? join(homeDirectory, path.slice(2)) : resolve(workingDirectory, path)
}

/** Its content as the value of that option. One line break at the end is not part of it. @throws what `readFile` does */
export async function contentOf(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).replace(/\r?\n$/, '')
}

/** A sentence, or `undefined`. */
export async function problemOfFile(option: Option, path: string): Promise<string | undefined> {
  try {
    const [problem] = problemsOfSecret(option, await contentOf(path))
    return problem?.message
  } catch (error) {
    return unreadableFile(flagName(option), readRefusal(error)).message
  }
}
