import type { CommandLine } from './parsed-input.ts'

/** The part of oclif's parser output that matters here. */
interface Parsed {
  readonly flags: Readonly<Record<string, unknown>>
  readonly args: Readonly<Record<string, unknown>>
  readonly argv: readonly unknown[]
  readonly raw: readonly { readonly type: string; readonly flag?: string }[]
  readonly nonExistentFlags: readonly string[]
}

/** The part of a command class that says what can be typed. Statics are inherited, so a spread would lose some. */
interface Parseable<Flags, Args extends object> {
  readonly flags: Flags
  readonly baseFlags: Flags
  readonly args: Args
}

/**
 * Parses argv without stopping at the first unknown flag or extra word.
 * @throws oclif's own error when a flag lacks its value.
 */
export async function readCommandLine<Flags, Args extends object>(
  parse: (options: Parseable<Flags, Args> & { strict: false }) => Promise<Parsed>,
  { flags, baseFlags, args }: Parseable<Flags, Args>,
): Promise<CommandLine> {
  const parsed = await tolerant(() => parse({ flags, baseFlags, args, strict: false }))
  const typed = new Set(parsed.raw.flatMap(({ type, flag }) => (type === 'flag' && flag ? [flag] : [])))
  const { name } = parsed.args
  const isWord = (argument: string) => !parsed.nonExistentFlags.includes(argument)
  const declared = Object.keys(args).length
  return {
    typed: Object.fromEntries(Object.entries(parsed.flags).filter(([flag]) => typed.has(flag))),
    unknownFlags: parsed.nonExistentFlags,
    extraArguments: parsed.argv.map(String).filter(isWord).slice(declared),
    ...(typeof name === 'string' ? { name } : {}),
  }
}

async function tolerant(parse: () => Promise<Parsed>): Promise<Parsed> {
  try {
    return await parse()
  } catch (error) {
    const output = outputOf(error)
    if (output) return output
    throw error
  }
}

/** oclif hands over what it parsed along with its error: https://github.com/oclif/core/blob/main/src/parser/errors.ts */
function outputOf(error: unknown): Parsed | undefined {
  if (!(error instanceof Error) || !('parse' in error)) return undefined
  const { parse } = error
  if (typeof parse !== 'object' || parse === null || !('output' in parse)) return undefined
  return isParsed(parse.output) ? parse.output : undefined
}

function isParsed(value: unknown): value is Parsed {
  return typeof value === 'object' && value !== null && 'flags' in value && 'raw' in value
}
