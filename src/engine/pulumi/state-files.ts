/**
 * The state in a folder, read without the engine. Source of the layout: `pkg/backend/diy` of
 * https://github.com/pulumi/pulumi (3.259.0). Without promises: a thousand small files take a fifth of the time that
 * way, and `zen list` has nothing else to do meanwhile.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { stateDamaged } from '../../errors/deployment.ts'
import { systemCodeOf } from '../../errors/zen-error.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { projectName } from './stack-names.ts'

/** Files of stacks; compressed ones were written by somebody's own Pulumi. */
const stackFile = /^(.+)\.json(\.gz)?$/

/** Names of all stacks in a folder's state, sorted. */
export function stackNames(folder: string): readonly string[] {
  try {
    const names = readdirSync(stackFolder(folder)).flatMap((file) => stackFile.exec(file)?.[1] ?? [])
    return [...new Set(names)].sort()
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** The text of one stack's state, or `undefined` when there is none. */
export function readStackFile(folder: string, stack: string): Buffer | undefined {
  const file = join(stackFolder(folder), `${stack}.json`)
  const compressed = readIfThere(`${file}.gz`)
  return compressed ? gunzipSync(compressed) : readIfThere(file)
}

/**
 * One stack's state, or `undefined` when there is none.
 * @throws ZenError `STATE_DAMAGED`
 */
export function readCheckpoint(folder: string, stack: string): Checkpoint | undefined {
  const text = readStackFile(folder, stack)
  if (text === undefined) return undefined
  const checkpoint = parseCheckpoint(text.toString('utf8'))
  if (!checkpoint)
    throw stateDamaged(join(stackFolder(folder), `${stack}.json`), 'It is not what Pulumi writes.')
  return checkpoint
}

function stackFolder(folder: string): string {
  return join(folder, '.pulumi', 'stacks', projectName)
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
