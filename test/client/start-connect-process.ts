import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { ConnectProcessInput } from './connect-process.ts'

const script = fileURLToPath(new URL('connect-process.ts', import.meta.url))

/** The command that runs {@link ./connect-process.ts}. */
export function connectCommand(input: ConnectProcessInput): readonly [string, ...string[]] {
  return [process.execPath, script, JSON.stringify(input)]
}

/** A zen of its own, which is gone when the test is over. */
export function startConnectProcess(input: ConnectProcessInput) {
  const [command, ...args] = connectCommand(input)
  return watch(spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] }))
}

/** Lines of a process one by one, and all of them once it has ended. */
export function watch(child: ChildProcess) {
  const errors: string[] = []
  child.stderr?.on('data', (data: Buffer) => errors.push(data.toString()))
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const ended = once(child, 'close')
  const lines = child.stdout ? createInterface({ input: child.stdout })[Symbol.asyncIterator]() : undefined
  const next = async (): Promise<string> => {
    const line = await lines?.next()
    if (!line || line.done) throw new Error(`The process has ended: ${errors.join('')}`)
    return line.value
  }
  return {
    /** The next line it prints. */
    next,
    /** The next line, which is JSON. */
    nextJson: async (): Promise<unknown> => JSON.parse(await next()),
    /** Ends it at once, as a power cut would, and waits until it is gone. */
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    ended,
  }
}
