/** A failure in the words that the engine gets: the cloud's, as its provider passes them on. */
import type { Caller } from './call.ts'
import { CallFailure, ProviderError, Refusal, Unfinished } from './cloud-error.ts'
import type { Operation, Verb } from './definition.ts'
import { type Properties, textAt } from './properties.ts'
import type { CloudObject } from './view.ts'

export interface FailedCall {
  readonly caller: Pick<Caller, 'definition'>
  readonly verb: Verb | 'invoke'
  readonly operation: Operation
  readonly urn: string
  /** What is known of its object: inputs, and its id. */
  readonly subject: Properties
  /** What is there all the same, and shall be named. */
  readonly object?: CloudObject | undefined
}

/** What to throw. An error that is neither the cloud's nor the provider's is ours, and stays as it is. */
export function badEnd(call: FailedCall, error: unknown): unknown {
  const { caller, verb, urn, object } = call
  const { words } = caller.definition
  const sentence = sentenceOf(call, error)
  if (sentence === undefined) return error
  const logged = words.logged?.(sentence)
  if (object === undefined) return new CallFailure(words.failed(verb, urn, sentence), logged)
  return new Unfinished(object.id, object.outputs, words.unfinished(verb, urn, sentence), logged)
}

function sentenceOf({ caller, operation, subject }: FailedCall, error: unknown): string | undefined {
  if (error instanceof ProviderError) return error.message
  if (!(error instanceof Refusal)) return undefined
  return caller.definition.words.refusal(operation, subject, error)
}

/** Fills names of properties in: `deleting EC2 Subnet ({id})`. */
export function filledIn(template: string, subject: Properties): string {
  return template.replaceAll(/\{([\w.]+)\}/g, (whole, path: string) => textAt(subject, path) ?? whole)
}
