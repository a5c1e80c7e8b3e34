import { spawn } from '@lydell/node-pty'
import type { Size } from './screen.ts'

/** What to press when the program has said something. */
export interface Answer {
  readonly after: string
  readonly keys: string
}

export interface Recording {
  readonly file: string
  readonly args: readonly string[]
  readonly directory: string
  readonly env: Readonly<Record<string, string>>
  readonly size: Size
  readonly answers: readonly Answer[]
  readonly signal: AbortSignal
}

/** Everything the program wrote to its terminal. @throws Error when it fails or is interrupted */
export async function record(recording: Recording): Promise<string> {
  const { file, args, directory, env, size, signal } = recording
  const terminal = spawn(file, [...args], {
    cwd: directory,
    env,
    cols: size.columns,
    rows: size.rows,
    name: 'xterm-256color',
  })
  const answers = [...recording.answers]
  let output = ''
  let asked = 0
  const interrupt = () => terminal.kill('SIGINT')
  signal.addEventListener('abort', interrupt)
  terminal.onData((data) => {
    output += data
    const [next] = answers
    const at = next === undefined ? -1 : output.indexOf(next.after, asked)
    if (next === undefined || at < 0) return
    asked = at + next.after.length
    answers.shift()
    terminal.write(next.keys)
  })
  const { exitCode } = await new Promise<{ exitCode: number }>((resolve) => terminal.onExit(resolve))
  signal.removeEventListener('abort', interrupt)
  if (exitCode !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${exitCode}:\n${output}`)
  return output
}
