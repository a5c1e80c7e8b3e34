import type { Properties } from './properties.ts'

/** What a cloud's API answers when it won't: its code and its words, as it says them. */
export class Refusal extends Error {
  readonly code: string
  /** Of HTTP. */
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** What the provider says itself, without an API's words in it: a wait that ended badly, a value that makes no sense. */
export class ProviderError extends Error {}

/** A call's bad end, as the engine is told. */
export class CallFailure extends Error {
  /** What the provider writes into the engine's log besides. */
  readonly logged: string | undefined

  constructor(message: string, logged: string | undefined) {
    super(message)
    this.logged = logged
  }
}

/** It is there, and yet something went wrong: the engine keeps it, marked as unfinished. */
export class Unfinished extends CallFailure {
  readonly id: string
  readonly outputs: Properties

  constructor(id: string, outputs: Properties, message: string, logged: string | undefined) {
    super(message, logged)
    this.id = id
    this.outputs = outputs
  }
}

/** A type or a function that no table describes. */
export function missingEntry(what: 'type' | 'function', token: string): Error {
  const file = `test/cloud/${token.split(':')[0]}`
  return new Error(`The simulated cloud has no ${what} ${token}. Describe it in a table in ${file}.`)
}
