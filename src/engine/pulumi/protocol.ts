/** What zen and the worker process of one stack operation say to each other, over Node's own channel (no argv, no files). */
import type { Secrets, Spec } from '../../../stacks/contract.ts'
import type { CloudResource, Inquiries } from '../../../stacks/inquiry-contract.ts'
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { EngineEvent, ResourceChange } from '../engine.ts'
import { fieldOf, isRecord, listOf, textOf, textsOf } from './json-fields.ts'
import { toPart, toPlace, toSpec } from './recorded-values.ts'
import { type Removal, toRemoval } from './removal.ts'
import { toChange, toEvent } from './reported-news.ts'
import type { Part } from './stack-names.ts'

/** A resource whose creation was interrupted, and the id it has if it was created all the same. */
export interface Adoption {
  readonly urn: string
  readonly id: string
  /** Its cloud named the id, and not its inputs. */
  readonly isFound?: true
}

/** Something that a cloud has of a deployment, with the name that its program gave it. */
export type FoundResource = Pick<CloudResource, 'type' | 'id'> & { readonly name: string }

/** What has to be looked into before anything is changed. */
export interface Recovery {
  /** What was being created when the engine was killed. */
  readonly adoptions: readonly Adoption[]
  /** What the cloud has, where it was asked because the last run did not come to its end. */
  readonly found?: readonly FoundResource[]
}

/** Which of a provider's questions to a cloud is asked. */
export interface Question {
  readonly about: keyof Inquiries
  /** What an earlier run stored under this name. */
  readonly stored?: Spec
}

const operations = ['preview', 'look', 'up', 'remove', 'destroy', 'forget', 'inquire'] as const

/** Everything that the worker needs to know. */
export interface Job {
  /**
   * `look` only brings the state up to what is known, `remove` is a destroy that leaves the stack, `forget` removes the
   * stack and nothing else; `inquire` asks the `question`, whose answer is in `outputs` then.
   */
  readonly operation: (typeof operations)[number]
  readonly spec: Spec
  readonly secrets: Secrets
  readonly part: Part
  /** The cluster is gone for good. */
  readonly placeGone?: true
  /** The backend has no stack of that name yet. */
  readonly isNew: boolean
  readonly question?: Question
  readonly recovery?: Recovery
  readonly removal?: Removal
  /** The Pulumi program: an absolute path. */
  readonly command: string
  readonly workDirectory: string
  /** The whole environment of the engine and its plugins, for programs too: they read no process. */
  readonly env?: Readonly<Record<string, string>>
  /** Of a new stack, in Pulumi's words; a passphrase by default. */
  readonly secretsProvider?: string
  /** Address of a module with other `providers` than zen's own. */
  readonly registry?: string
}

/** Something that the engine, a plugin or the program said when it went wrong. */
export interface Diagnostic {
  readonly message: string
  /** Of the resource it is about. */
  readonly resource?: { readonly type: string; readonly name: string }
}

/** Why an operation did not come to its end. */
export interface EngineFailure {
  readonly diagnostics: readonly Diagnostic[]
  /** What the command line said, for when the engine did not even start: the last lines of its standard error. */
  readonly words: string
  /** Of the Pulumi program, when it ran: https://www.pulumi.com/docs/iac/cli/exit-codes/ */
  readonly exitCode?: number
}

export type ToWorker =
  /** Loads what every job needs. */
  | { readonly kind: 'prepare' }
  /** `stays`: what only asks leaves the process as it was, for the next. */
  | { readonly kind: 'start'; readonly job: Job; readonly stays: boolean }
  /** Lets what is going on come to its end, saves, and stops. */
  | { readonly kind: 'cancel' }

export type FromWorker =
  | { readonly kind: 'event'; readonly event: EngineEvent }
  | { readonly kind: 'place'; readonly place: ClusterPlace }
  | {
      readonly kind: 'done'
      readonly resources: readonly ResourceChange[]
      readonly outputs: unknown
      /** The process waits for another job. */
      readonly stays?: true
    }
  | { readonly kind: 'failed'; readonly failure: EngineFailure }

/** @returns `undefined` when it is nothing that zen says */
export function toOrder(message: unknown): ToWorker | undefined {
  const kind = fieldOf(message, 'kind')
  if (kind === 'cancel' || kind === 'prepare') return { kind }
  const job = toJob(fieldOf(message, 'job'))
  return job ? { kind: 'start', job, stays: fieldOf(message, 'stays') === true } : undefined
}

function toJob(value: unknown): Job | undefined {
  const operation = operations.find((one) => one === fieldOf(value, 'operation'))
  const [spec, part] = [toSpec(fieldOf(value, 'spec')), toPart(fieldOf(value, 'part'))]
  const [command, workDirectory] = [textOf(value, 'command'), textOf(value, 'workDirectory')]
  if (!operation || !spec || !part || command === undefined || workDirectory === undefined) return undefined
  const [secretsProvider, registry] = [textOf(value, 'secretsProvider'), textOf(value, 'registry')]
  const recovery = fieldOf(value, 'recovery')
  const question = toQuestion(fieldOf(value, 'question'))
  const removal = toRemoval(fieldOf(value, 'removal'))
  return {
    ...{ operation, spec, part, command, workDirectory },
    secrets: textsOf(fieldOf(value, 'secrets')),
    isNew: fieldOf(value, 'isNew') === true,
    env: textsOf(fieldOf(value, 'env')),
    ...(fieldOf(value, 'placeGone') === true ? { placeGone: true as const } : {}),
    ...(question ? { question } : {}),
    ...(removal ? { removal } : {}),
    ...(isRecord(recovery) ? { recovery: toRecovery(recovery) } : {}),
    ...(secretsProvider === undefined ? {} : { secretsProvider }),
    ...(registry === undefined ? {} : { registry }),
  }
}

function toQuestion(value: unknown): Question | undefined {
  const about = (['preflight', 'remains', 'place'] as const).find((one) => one === fieldOf(value, 'about'))
  const stored = toSpec(fieldOf(value, 'stored'))
  return about && { about, ...(stored ? { stored } : {}) }
}

function toRecovery(value: unknown): Recovery {
  const adoptions = listOf(value, 'adoptions').flatMap(toAdoption)
  if (fieldOf(value, 'found') === undefined) return { adoptions }
  return { adoptions, found: listOf(value, 'found').flatMap(toFound) }
}

function toFound(value: unknown): readonly FoundResource[] {
  const [type, name, id] = [textOf(value, 'type'), textOf(value, 'name'), textOf(value, 'id')]
  return type === undefined || name === undefined || id === undefined ? [] : [{ type, name, id }]
}

function toAdoption(value: unknown): readonly Adoption[] {
  const [urn, id] = [textOf(value, 'urn'), textOf(value, 'id')]
  if (urn === undefined || id === undefined) return []
  return [{ urn, id, ...(fieldOf(value, 'isFound') === true ? { isFound: true as const } : {}) }]
}

/** @returns `undefined` when it is nothing that a worker says */
export function toReport(message: unknown): FromWorker | undefined {
  switch (fieldOf(message, 'kind')) {
    case 'event': {
      const event = toEvent(fieldOf(message, 'event'))
      return event && { kind: 'event', event }
    }
    case 'place': {
      const place = toPlace(fieldOf(message, 'place'))
      return place && { kind: 'place', place }
    }
    case 'done': {
      const resources = listOf(message, 'resources').flatMap(toChange)
      const stays = fieldOf(message, 'stays') === true ? { stays: true as const } : {}
      return { kind: 'done', resources, outputs: fieldOf(message, 'outputs'), ...stays }
    }
    case 'failed':
      return { kind: 'failed', failure: toFailure(fieldOf(message, 'failure')) }
    default:
      return undefined
  }
}

function toFailure(value: unknown): EngineFailure {
  const exitCode = fieldOf(value, 'exitCode')
  return {
    diagnostics: listOf(value, 'diagnostics').flatMap(toDiagnostic),
    words: textOf(value, 'words') ?? '',
    ...(typeof exitCode === 'number' ? { exitCode } : {}),
  }
}

function toDiagnostic(value: unknown): readonly Diagnostic[] {
  const message = textOf(value, 'message')
  if (message === undefined) return []
  const resource = fieldOf(value, 'resource')
  const [type, name] = [textOf(resource, 'type'), textOf(resource, 'name')]
  return [{ message, ...(type === undefined || name === undefined ? {} : { resource: { type, name } }) }]
}
