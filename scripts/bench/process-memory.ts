/** Memory of a command and of what it starts, as the kernel counts it. Linux only. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readlink } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { allProcesses, type Process } from './process-tree.ts'
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

async function nodeMemory(root: number): Promise<number> {
  const all = await allProcesses()
  const sizes = await below({ pid: root, parent: 0, words: '' })
  return sizes.reduce((sum, size) => sum + size, 0)

  /** The engine is another's program, and so is what it starts: plugins may be written for Node.js too. */
  async function below(process: Process): Promise<readonly number[]> {
    const own = await residentIfNode(process.pid)
    if (own === undefined) return []
    const children = all.filter(({ parent }) => parent === process.pid)
    return [own, ...(await Promise.all(children.map(below))).flat()]
  }
}

async function residentIfNode(pid: number): Promise<number | undefined> {
  const program = await readlink(`/proc/${pid}/exe`).catch(() => '')
  if (program !== process.execPath) return undefined
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(status) ?? []
  return Number(kilobytes) * 1024
}
