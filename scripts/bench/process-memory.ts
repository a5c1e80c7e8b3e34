/** Memory of a command and of what it starts, as the kernel counts it. Linux only. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import type { Command } from './run-process.ts'

export interface TreeCost {
  readonly milliseconds: number
  /** The most that its Node.js processes had resident at a time, together. */
  readonly bytes: number
}

const LOOK_EVERY_MS = 100

/**
 * Runs a Node.js command and adds up what it and the Node.js processes below it hold, again and again.
 * @throws Error when it fails, with its last words
 */
export async function peakMemoryOfTree({ file, args, env }: Command): Promise<TreeCost> {
  const start = performance.now()
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  const words = Promise.all([text(child.stdout), text(child.stderr)])
  let bytes = 0
  let isRunning = true
  void closed.then(() => {
    isRunning = false
  })
  while (isRunning) {
    bytes = Math.max(bytes, await nodeMemory(child.pid ?? 0))
    await delay(LOOK_EVERY_MS)
  }
  const [code] = await closed
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}:\n${(await words).join('')}`)
  return { milliseconds: performance.now() - start, bytes }
}

interface Seen {
  readonly pid: number
  readonly parent: number
}

async function nodeMemory(root: number): Promise<number> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const seen = (await Promise.all(ids.map(seenProcess))).filter((it) => it !== undefined)
  const below = (pid: number): readonly number[] => [
    pid,
    ...seen.filter(({ parent }) => parent === pid).flatMap((it) => below(it.pid)),
  ]
  const sizes = await Promise.all(below(root).map(residentIfNode))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** The parent is the second field after the name: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function seenProcess(id: string): Promise<Seen | undefined> {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return parent === undefined ? undefined : { pid: Number(id), parent: Number(parent) }
}

/** The engine and its plugins are other people's programs. */
async function residentIfNode(pid: number): Promise<number> {
  const program = await readlink(`/proc/${pid}/exe`).catch(() => '')
  if (program !== process.execPath) return 0
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(status) ?? []
  return Number(kilobytes) * 1024
}
