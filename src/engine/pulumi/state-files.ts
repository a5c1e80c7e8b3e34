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

export interface StackFile {
  readonly name: string
  readonly file: string
}

/** All stacks in a folder's state, sorted by name. */
export function stackFiles(folder: string): readonly StackFile[] {
  const directory = stackFolder(folder)
  return listedIn(directory)
    .sort()
    .flatMap((entry) => {
      const name = stackFile.exec(entry)?.[1]
      return name === undefined ? [] : [{ name, file: join(directory, entry) }]
    })
}

/** The text of a stack's state, or `undefined` when it is gone meanwhile. */
export function readStackFile(file: string): Buffer | undefined {
  const content = readIfThere(file)
  return content && file.endsWith('.gz') ? gunzipSync(content) : content
}

/**
 * One stack's state, or `undefined` when there is none.
 * @throws ZenError `STATE_DAMAGED`
 */
export function readCheckpoint(folder: string, stack: string): Checkpoint | undefined {
  const file = join(stackFolder(folder), `${stack}.json`)
  const text = readStackFile(`${file}.gz`) ?? readStackFile(file)
  if (text === undefined) return undefined
  const checkpoint = parseCheckpoint(text.toString('utf8'))
  if (!checkpoint) throw stateDamaged(file, 'It is not what Pulumi writes.')
  return checkpoint
}

function stackFolder(folder: string): string {
  return join(folder, '.pulumi', 'stacks', projectName)
}

function listedIn(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return []
    throw error
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
