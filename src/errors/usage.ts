/** Catalogue: a flag, a value or a configuration file is wrong or missing. */
import { exitCodes, ZenError } from './zen-error.ts'

/** One thing that is wrong with what a person typed or configured. */
export interface Problem {
  /** Flag it is about, without dashes, when there is one. */
  readonly flag?: string
  /** One sentence without the final full stop. */
  readonly message: string
  /** What to type instead, when we know. */
  readonly fix?: string
}

/** All problems in one error, because nobody wants to learn of them one by one. */
export function usageError(problems: readonly Problem[], command?: string) {
  const fixes = problems.flatMap((problem) => (problem.fix ? [problem.fix] : []))
  const help = command
    ? [`See what is possible: zen ${command} --help`]
    : ['See what is possible: zen --help']
  return new ZenError({
    code: 'USAGE',
    message: sentence(problems.map((problem) => problem.message)),
    fix: [...new Set([...fixes, ...help])],
    exit: exitCodes.usage,
    details: { problems: problems.map(({ flag, message }) => ({ flag, message })) },
  })
}

function sentence(messages: readonly string[]): string {
  const [only] = messages
  if (messages.length === 1 && only) return only.endsWith('?') ? only : `${only}.`
  return [`${messages.length} things are wrong:`, ...messages.map((message) => `  - ${message}`)].join('\n')
}

/** A value that must be given, because nobody can be asked. */
export function missingValue(flag: string, what: string): Problem {
  return {
    flag,
    message: `${what} is missing: give --${flag}, ${variableOf(flag)} or "${flag}" in the configuration file`,
  }
}

/** A secret that must be given, because nobody can be asked. */
export function missingSecret(flag: string, what: string): Problem {
  return {
    flag,
    message: `${what} is missing: give ${variableOf(flag)}, or --${flag}-file with a file that holds it`,
  }
}

/** Not thrown: a warning on the way. `secret` is the option that should hold the password instead. */
export function typedPasswordWarning(flag: string, secret: string): string {
  return `The password in --${flag} was typed, so other users of this computer can read it in the list of processes. Next time leave it out there and set ${variableOf(secret)}, or give --${secret}-file with a file that holds it.`
}

/** The environment variable of a flag: `docker-host` is `ZEN_DOCKER_HOST`. */
export function variableOf(flag: string): string {
  return `ZEN_${flag.toUpperCase().replaceAll('-', '_')}`
}

export function inputNeeded(flag: string, question: string) {
  return usageError([
    {
      flag,
      message: `Nobody can be asked here, and this needs an answer: ${question}`,
      fix: `Answer it with --${flag}.`,
    },
  ])
}

/** @param reason a few words without the path */
export function unreadableFile(flag: string, reason: string): Problem {
  return { flag, message: `--${flag} can't be read: ${reason}` }
}

/** A person asked for questions where nobody can answer. */
export function guidedUnasked(): Problem {
  return {
    flag: 'guided',
    message: '--guided asks questions, and nobody can be asked here',
    fix: 'Use --guided in a terminal, without --yes, --no-input and --json; or leave it out, and give values by flags.',
  }
}

export function configFileUnreadable(file: string, reason: string) {
  return usageError([{ flag: 'config', message: `The configuration file ${file} can't be read: ${reason}` }])
}
