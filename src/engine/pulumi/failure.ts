/** From what the engine said to a sentence of ours. */
import type { Explanation } from '../../../stacks/program-contract.ts'
import { interrupted } from '../../errors/deployment.ts'
import {
  clusterUnreachableForEngine,
  engineDied,
  engineFailed,
  pluginMissing,
  resourceFailed,
  resourceRefused,
} from '../../errors/pulumi.ts'
import type { ZenError } from '../../errors/zen-error.ts'
import { lockedBy } from './locks.ts'
import type { Diagnostic, EngineFailure } from './protocol.ts'
import { lockIn } from './remote-locks.ts'
import { resourceWords } from './resource-words.ts'

export interface FailedRun {
  readonly name: string
  readonly failure: EngineFailure
  /** Somebody pressed Ctrl-C. */
  readonly isInterrupted: boolean
  readonly now: Date
  /** What the provider makes of its cloud's words. */
  readonly explain?: (message: string) => Explanation | undefined
}

/** How the engine ends whatever failed. Source: `deployment_executor.go` of https://github.com/pulumi/pulumi (3.259.0). */
const lastWords = /^(update|preview|destroy|refresh) (failed|cancell?ed)$/

export function engineError(run: FailedRun): ZenError {
  const { name, failure, isInterrupted, now } = run
  const { exitCode } = failure
  if (isInterrupted) return interrupted(['Continue: run the same command again.'])
  const told = toldBy(failure)
  const foreign = wordsOfFailure(failure)
  const lock = lockIn(failure)
  if (lock) return lockedBy(name, lock, now)
  const refused = refusalIn(run, told)
  if (refused) return refused
  if (/cluster is unreachable|connect: connection refused|no route to host/.test(foreign))
    return clusterUnreachableForEngine(name, foreign)
  if (/no (resource|language) plugin|could not (load|find) plugin/i.test(foreign))
    return pluginMissing(foreign)
  const failed = told.find(({ resource }) => resource)?.resource
  if (failed) return resourceFailed(name, { words: resourceWords(failed.type), name: failed.name }, foreign)
  return exitCode === undefined && told.length === 0 ? engineDied(name, foreign) : engineFailed(name, foreign)
}

/** The first thing that the provider knows the reason of. What a cluster says is no cloud's. */
function refusalIn({ name, explain }: FailedRun, told: readonly Diagnostic[]): ZenError | undefined {
  for (const { message, resource } of told) {
    const known = resource?.type.startsWith('kubernetes:') ? undefined : explain?.(message)
    if (known) {
      const words = resource && { words: resourceWords(resource.type), name: resource.name }
      return resourceRefused(name, { resource: words, known }, foreignWords(told))
    }
  }
  return undefined
}

/** What was said about what went wrong: of the engine's, what providers and programs said before. */
export function wordsOfFailure(failure: EngineFailure): string {
  return foreignWords(toldBy(failure)) || failure.words
}

/** What providers add for everybody, which helps nobody here. */
const advertisement = /^.*(Pulumi ESC|www\.pulumi\.com\/registry).*$\n?/gm

function toldBy({ diagnostics }: EngineFailure): readonly Diagnostic[] {
  return diagnostics
    .filter(({ message }) => !lastWords.test(message))
    .map((said) => ({ ...said, message: said.message.replaceAll(advertisement, '').trim() }))
}

/** Each thing that was said, once; a longer one says what a shorter one says in it. */
function foreignWords(diagnostics: readonly Diagnostic[]): string {
  const messages = [...new Set(diagnostics.map(({ message }) => message))]
  const telling = messages.filter(
    (message) => !messages.some((other) => other !== message && other.includes(message)),
  )
  return telling.join('\n')
}
