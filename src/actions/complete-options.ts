/** From what a person said about options to all of them: asks what is open, and says at once all that is wrong. */
import type { Provider } from '../../stacks/contract.ts'
import type { Context } from '../context.ts'
import { flagName } from '../deployment/flag-name.ts'
import { complete, type Layers, type Resolved, resolveOptions } from '../deployment/resolve.ts'
import type { Deployment, Engine } from '../engine/engine.ts'
import { type Problem, usageError } from '../errors/usage.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type Answered, type Asked, askOptions } from './ask-options.ts'
import { passwordWarnings, problemsOfPlace } from './request-problems.ts'
import { problemsOfVersion } from './server-version.ts'
import type { SpecRequest } from './spec-request.ts'

export interface CompleteOptions extends Resolved {
  /** Files that hold secrets, by the flag that names them. */
  readonly files: Readonly<Record<string, string>>
}

/** @throws ZenError `USAGE` with every problem, `INTERRUPTED` when the person leaves a prompt */
export async function completeOptions(
  context: Context,
  provider: Provider,
  request: SpecRequest & { readonly name: string },
  existing: Deployment | undefined,
): Promise<CompleteOptions> {
  const resolved = resolveOptions(provider, layersOf(provider, request, existing))
  const wrong = [...request.problems, ...problemsOfPlace(context.providers, provider, request, existing)]
  const facts = await context.facts()
  // Nobody is asked while something is wrong already; what is missing is said along with it.
  const isFine = wrong.length + resolved.problems.length === 0
  const offer: NonNullable<Engine['offer']> = async (flag, values) =>
    (await context.engineOf(provider)).offer?.(flag, values)
  const asked = {
    ...{ name: request.name, provider, resolved, facts, offer },
    ...{ isThere: existing?.provider === provider.id, guided: request.guided === true },
    folders: context.clientEnvironment,
  }
  const judge: Judge = (answers) => {
    const completed = complete(provider, answers, facts)
    return {
      ...completed,
      problems: [...completed.problems, ...problemsOfVersion(existing, completed.values)],
    }
  }
  const { files, completed } = isFine
    ? await askUntilRight(context.terminal, asked, judge)
    : { files: {}, completed: judge(resolved) }
  const problems = [...wrong, ...completed.problems]
  if (problems.length > 0) throw usageError(problems, request.command)
  const warnings = [...passwordWarnings(provider, request), ...(provider.warnings?.(completed.values) ?? [])]
  for (const warning of warnings) context.terminal.warn(warning)
  return { ...completed, files: { ...filesOf(provider, request), ...files } }
}

/** All options with their values, and all that is wrong with them. */
type Judge = (answers: Resolved) => Resolved

interface Judged {
  readonly files: Answered['files']
  readonly completed: Resolved
}

/**
 * Rules between options show only when all answers are there. In a guided deploy these are many: what a broken rule
 * speaks of is asked again, so that nobody has to give all the others again.
 */
async function askUntilRight(terminal: Terminal, asked: Asked, judge: Judge): Promise<Judged> {
  if (asked.guided)
    terminal.hint('Enter takes the answer in parentheses; Backspace, then Enter, leaves it empty.')
  let answered = await askOptions(terminal, asked)
  let completed = judge(answered)
  let done = answered.asked
  while (asked.guided) {
    const { problems } = completed
    const broken = done.filter((flag) => problems.some((problem) => isAbout(problem, asked.provider, flag)))
    if (broken.length === 0) break
    const again = withPasswords(broken, asked.provider)
    for (const { message } of problems) terminal.warn(`${message}.`)
    done = done.filter((flag) => !again.includes(flag))
    const before = { ...answered, ...withoutAnswers(answered, asked.resolved, again) }
    const next = await askOptions(terminal, { ...asked, resolved: before, done })
    done = [...done, ...next.asked]
    answered = { ...next, files: { ...before.files, ...next.files } }
    completed = judge(answered)
  }
  return { files: answered.files, completed }
}

/** The password of a URL goes with it. */
function withPasswords(flags: readonly string[], { options }: Provider): readonly string[] {
  return options
    .filter(({ flag }) => flags.includes(flag))
    .flatMap(({ flag, passwordTo }) => (passwordTo === undefined ? [flag] : [flag, passwordTo]))
}

/** Whether it speaks of that option. */
function isAbout({ flag, message }: Problem, { options }: Provider, name: string): boolean {
  const option = options.find((each) => each.flag === name)
  const names = option ? [flagName(option), option.flag] : []
  return names.some((each) => flag === each || new RegExp(`--${each}(?![\\w-])`).test(message))
}

/** Answers to these are as if nobody had given them. */
function withoutAnswers(answered: Answered, resolved: Resolved, flags: readonly string[]) {
  const undone = <T>(now: Readonly<Record<string, T>>, before: Readonly<Record<string, T>>) => ({
    ...Object.fromEntries(Object.entries(now).filter(([flag]) => !flags.includes(flag))),
    ...Object.fromEntries(Object.entries(before).filter(([flag]) => flags.includes(flag))),
  })
  const files = Object.entries(answered.files)
  return {
    values: undone(answered.values, resolved.values),
    secrets: undone(answered.secrets, resolved.secrets),
    files: Object.fromEntries(
      files.filter(([name]) => !flags.some((flag) => name === flag || name === `${flag}-file`)),
    ),
  }
}

/** Files of secrets that were typed or stand in the configuration file: a variable stays as it is. */
function filesOf({ options }: Provider, { typed, given, config }: SpecRequest) {
  const named = options
    .filter(({ secret }) => secret)
    .map(flagName)
    .map(
      (name) => [name, typed.includes(name) ? given[name] : given[name] ? undefined : config[name]] as const,
    )
  return Object.fromEntries(
    named.flatMap(([name, file]) => (file === undefined ? [] : [[name, String(file)]])),
  )
}

/**
 * A stored spec answers only for its own provider; a deployment's password stays what it was. In Pulumi's state that is
 * encrypted, and its engine knows it anyway.
 */
function layersOf(provider: Provider, request: SpecRequest, existing: Deployment | undefined): Layers {
  const password = provider.engine === 'pulumi' ? undefined : existing?.outputs?.password
  return {
    ...{ given: request.given, config: request.config, secrets: request.secrets },
    stored: existing?.provider === provider.id ? existing.spec.options : {},
    storedSecrets: password ? { password } : {},
  }
}
