import { createPlainTerminal } from './plain.ts'
import type { TextStreams } from './streams.ts'
import type { Terminal } from './terminal.ts'

/** For programs: exactly one JSON object on stdout, everything else in plain lines on stderr. */
export function createJsonTerminal(streams: TextStreams): Terminal {
  const plain = createPlainTerminal(streams)
  const print = (value: unknown) => void streams.out.write(`${JSON.stringify(value)}\n`)
  return {
    ...plain,
    result: (_text, value) => print(value),
    line: (text) => void streams.err.write(`${text}\n`),
    failure: (command, { code, message, fix, details, foreign }) =>
      print({
        ok: false,
        command,
        error: { code, message, fix, details: foreign === undefined ? details : { ...details, foreign } },
      }),
  }
}
