/** State that is not in a folder of this computer (`s3://…`, `https://…`): Pulumi itself is asked, with every backend it knows. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import spawn, { SubprocessError } from 'nano-spawn'
import { stateDamaged } from '../../errors/deployment.ts'
import { backendRefused } from '../../errors/pulumi.ts'
import { writeAtomically } from '../../storage/atomic-file.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { engineEnvironment } from './environment.ts'
import { parseJson, textOf } from './json-fields.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { projectName } from './stack-names.ts'
import { engineDirectory } from './work-directory.ts'

/** How many stacks are asked for at a time. */
const AT_ONCE = 4

/** Names of all stacks of zen's project, sorted. */
export async function remoteStackNames(context: PulumiContext): Promise<readonly string[]> {
  const list = parseJson(await pulumi(context, ['stack', 'ls', '--json', '--project', projectName]))
  const names = Array.isArray(list) ? list.map((stack) => textOf(stack, 'name') ?? '') : []
  // Some backends say `organization/project/stack`.
  return names
    .map((name) => name.slice(name.lastIndexOf('/') + 1))
    .filter(Boolean)
    .sort()
}

/** @returns `undefined` when there is no such stack */
export async function exportedCheckpoint(
  context: PulumiContext,
  stack: string,
): Promise<Checkpoint | undefined> {
  try {
    const text = await exportedText(context, stack, [])
    const checkpoint = parseCheckpoint(text)
    if (!checkpoint)
      throw stateDamaged(`of "${stack}" in ${context.backend.url}`, 'It is not what Pulumi writes.')
    return checkpoint
  } catch (error) {
    if (error instanceof StackNotThere) return undefined
    throw error
  }
}

export async function remoteCheckpoints(
  context: PulumiContext,
): Promise<readonly { readonly name: string; readonly checkpoint: Checkpoint }[]> {
  const waiting = [...(await remoteStackNames(context))]
  const found: { name: string; checkpoint: Checkpoint }[] = []
  const ask = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const checkpoint = await exportedCheckpoint(context, name)
      if (checkpoint) found.push({ name, checkpoint })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask))
  return found.sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** The whole state as text, with its secrets in plain text where that is asked for. */
export async function exportedText(
  context: PulumiContext,
  stack: string,
  options: readonly string[],
): Promise<string> {
  return pulumi(context, ['stack', 'export', '--stack', stack, ...options])
}

/** Takes away the locks of a stack, whoever holds them. */
export async function cancelRemotely(context: PulumiContext, stack: string): Promise<void> {
  await pulumi(context, ['cancel', '--yes', '--stack', stack]).catch((error: unknown) => {
    if (!(error instanceof StackNotThere)) throw error
  })
}

class StackNotThere extends Error {}

async function pulumi(context: PulumiContext, args: readonly string[]): Promise<string> {
  const { facts, parts, backend, passphrase } = context
  const program = await parts.ensureEngine(facts, {}, () => undefined, new AbortController().signal)
  const cwd = await queryDirectory(facts.dataDirectory)
  const env = engineEnvironment({ env: facts.env, backend, passphrase, pulumiHome: program.pulumiHome })
  try {
    const { stdout } = await spawn(program.command, [...args, '--non-interactive'], { cwd, env })
    return stdout
  } catch (error) {
    const words = error instanceof SubprocessError ? error.stderr : String(error)
    if (/no stack named/.test(words)) throw new StackNotThere(words)
    throw backendRefused(backend.url, words)
  }
}

/** Pulumi takes the project from the folder it is started in. */
async function queryDirectory(dataDirectory: string): Promise<string> {
  const directory = join(engineDirectory(dataDirectory), 'query')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeAtomically(join(directory, 'Pulumi.yaml'), `name: ${projectName}\nruntime: nodejs\n`)
  return directory
}
