import type { Stats } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as delay } from 'node:timers/promises'
import type { LogOptions } from '../live.ts'

const CHUNK = 64 * 1024
const POLL_MS = 200
const LARGEST = 10 * 1024 * 1024

/** The last lines of a file, without line ends; none when there is no file. Reads from the end, however long it is. */
export async function lastLines(file: string, count: number): Promise<readonly string[]> {
  const { lines, rest } = await tailOf(file, count)
  return rest && count > 0 ? [...lines, rest].slice(-count) : lines
}

/**
 * The last lines, then with `follow` every line that is added, until the signal. A file that gets shorter or is
 * replaced (rotation, a new start) is read from its beginning.
 */
export async function* readLog(file: string, { tail, follow, signal }: LogOptions): AsyncGenerator<string> {
  if (!follow) return yield* await lastLines(file, tail)
  const { lines, end, inode } = await tailOf(file, tail)
  yield* lines
  yield* addedLines(file, { end, inode, signal })
}

/** Puts a log that has grown large aside before a new start writes on; the one put aside before goes. */
export async function rotateLog(file: string): Promise<void> {
  const size = (await statOf(file))?.size ?? 0
  if (size > LARGEST) await rename(file, `${file}.1`)
}

interface Tail {
  readonly lines: readonly string[]
  /** What comes after the last line end. */
  readonly rest: string
  /** Where the last whole line ends, in bytes. */
  readonly end: number
  readonly inode: number
}

async function tailOf(file: string, count: number): Promise<Tail> {
  const found = await statOf(file)
  if (!found || found.size === 0) return { lines: [], rest: '', end: 0, inode: found?.ino ?? 0 }
  let start = found.size
  let text = Buffer.alloc(0)
  while (start > 0 && linesIn(text) <= count) {
    const length = Math.min(CHUNK, start)
    start -= length
    text = Buffer.concat([await readRange(file, start, length), text])
  }
  const whole = text.lastIndexOf('\n') + 1
  const lines = text.subarray(0, whole).toString('utf8').split('\n').slice(0, -1)
  const rest = text.subarray(whole).toString('utf8')
  return { lines: count === 0 ? [] : lines.slice(-count), rest, end: start + whole, inode: found.ino }
}

function linesIn(text: Buffer): number {
  return text.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0)
}

interface Position {
  readonly end: number
  readonly inode: number
  readonly signal: AbortSignal
}

async function* addedLines(file: string, { end, inode, signal }: Position): AsyncGenerator<string> {
  let position = { offset: end, inode }
  let decoder = new StringDecoder('utf8')
  let rest = ''
  while (!signal.aborted) {
    const found = await statOf(file)
    if (found && isOther(found, position)) {
      position = { offset: 0, inode: found.ino }
      decoder = new StringDecoder('utf8')
      rest = ''
    }
    if (found && found.size > position.offset) {
      const added = await readRange(file, position.offset, Math.min(CHUNK, found.size - position.offset))
      position = { ...position, offset: position.offset + added.length }
      const lines = (rest + decoder.write(added)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    } else await delay(POLL_MS, undefined, { signal }).catch(() => undefined)
  }
}

function isOther(found: Stats, position: { readonly offset: number; readonly inode: number }): boolean {
  return found.size < position.offset || found.ino !== position.inode
}

async function statOf(file: string): Promise<Stats | undefined> {
  return stat(file).catch(() => undefined)
}

async function readRange(file: string, start: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
