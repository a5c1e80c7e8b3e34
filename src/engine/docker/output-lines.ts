import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'

/**
 * What a command prints, standard output and standard error as they come, line by line without line ends. It is
 * ended when the signal is aborted or the reader stops reading.
 * @throws the system's error when it can't be started; an `Error` with its last line when it fails.
 */
export async function* outputLines(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): AsyncIterable<string> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  await once(child, 'spawn')
  const stop = () => child.kill()
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  const ended = once(child, 'close')
  const output = new PassThrough()
  for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false })
  void ended.then(() => output.end())
  let last = ''
  try {
    for await (const line of createInterface({ input: output, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (signal.aborted) return
      last = line
      yield line
    }
    const [exitCode] = await ended
    if (!signal.aborted && exitCode !== 0) throw new Error(last)
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
    await ended
  }
}
