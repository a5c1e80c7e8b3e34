import type { CommandLine } from './parsed-input.ts'

/** The part of oclif's parser output that matters here. */
interface Parsed {
  readonly flags: Readonly<Record<string, unknown>>
  readonly raw: readonly { readonly type: string; readonly flag?: string; readonly input: string }[]
  readonly nonExistentFlags: readonly string[]
}

/** The part of a command class that says what can be typed. Statics are inherited, so a spread would lose some. */
interface Parseable<Flags, Args extends object> {
  readonly flags: Flags
  readonly baseFlags: Flags
  readonly args: Args
}

/**
 * Parses argv without stopping at the first unknown flag or extra word. The word after an unknown flag counts as its
 * value and is dropped: it may be a secret, and a complaint about the flag says enough.
 * @throws oclif's own error when a flag lacks its value.
 */
export async function readCommandLine<Flags, Args extends object>(
  parse: (options: Parseable<Flags, Args> & { strict: false }) => Promise<Parsed>,
  { flags, baseFlags, args }: Parseable<Flags, Args>,
  argv: readonly string[],
): Promise<CommandLine> {
  const parsed = await tolerant(() => parse({ flags, baseFlags, args, strict: false }))
  const typed = new Set(parsed.raw.flatMap(({ type, flag }) => (type === 'flag' && flag ? [flag] : [])))
  const unknown = parsed.nonExistentFlags
  const ignored = new Set([...unknown, ...unknown.map((flag) => argv[argv.indexOf(flag) + 1])])
  const words = parsed.raw.flatMap(({ type, input }) =>
    type === 'arg' && !ignored.has(input) ? [input] : [],
  )
  const declared = Object.keys(args)
  const { name, ...others } = Object.fromEntries(
    words.slice(0, declared.length).map((word, at) => [declared[at], word]),
  )
  return {
    typed: {
      ...others,
      ...Object.fromEntries(Object.entries(parsed.flags).filter(([flag]) => typed.has(flag))),
    },
    unknownFlags: unknown.map((flag) => flag.split('=', 1).join()),
    extraArguments: words.slice(declared.length),
    ...(name === undefined ? {} : { name }),
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
