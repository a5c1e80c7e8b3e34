/**
 * The state of one stack as Pulumi writes it down, as far as zen reads it. Source: `apitype.DeploymentV3` of
 * `sdk/go/common/apitype/core.go` in https://github.com/pulumi/pulumi (3.259.0).
 */
import { fieldOf, isRecord, listOf, parseJson, textOf, textsIn } from './json-fields.ts'

export interface StoredResource {
  readonly urn: string
  readonly type: string
  /** It stands for something real, or at least for something that a plugin keeps. */
  readonly custom: boolean
  readonly id?: string
  /** Secrets in them are ciphertexts. */
  readonly inputs: unknown
  /** Secrets in them are ciphertexts. */
  readonly outputs: unknown
  /** ISO 8601, UTC. */
  readonly created?: string
  /** ISO 8601, UTC: when it was last really changed. */
  readonly modified?: string
  /** It is there, but not as it should be. */
  readonly halfMade: boolean
  /** The engine refuses to remove it. */
  readonly isProtected: boolean
  /** URNs of what had to be there before it. */
  readonly dependencies: readonly string[]
}

/** Something that was going on when the engine was killed. */
export interface PendingOperation {
  readonly kind: string
  readonly resource: StoredResource
}

export interface SecretsProvider {
  /** `passphrase`, `cloud` or `service`. */
  readonly type: string
  /** Only of a passphrase: proves whether one is the right one. */
  readonly salt?: string
}

export interface Checkpoint {
  readonly resources: readonly StoredResource[]
  readonly pending: readonly PendingOperation[]
  readonly secretsProvider?: SecretsProvider
}

/**
 * @param text of a file of the backend, or of `pulumi stack export`
 * @returns `undefined` when it is none of both. A stack that never ran has no resources.
 */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const file = parseJson(text)
  if (!isRecord(file) || !('checkpoint' in file || 'deployment' in file)) return undefined
  return toCheckpoint(fieldOf(file['checkpoint'], 'latest') ?? file['deployment'])
}

export function toCheckpoint(latest: unknown): Checkpoint {
  const provider = toSecretsProvider(fieldOf(latest, 'secrets_providers'))
  return {
    resources: listOf(latest, 'resources').flatMap(toResource),
    pending: listOf(latest, 'pending_operations').flatMap((operation) =>
      toResource(fieldOf(operation, 'resource')).map((resource) => ({
        kind: textOf(operation, 'type') ?? '',
        resource,
      })),
    ),
    ...(provider ? { secretsProvider: provider } : {}),
  }
}

function toResource(value: unknown): readonly StoredResource[] {
  const [urn, type] = [textOf(value, 'urn'), textOf(value, 'type')]
  // What is only still to be deleted, because something took its place, is not what is there.
  if (urn === undefined || type === undefined || fieldOf(value, 'delete') === true) return []
  const [id, created, modified] = [textOf(value, 'id'), textOf(value, 'created'), textOf(value, 'modified')]
  return [
    {
      ...{ urn, type, custom: fieldOf(value, 'custom') === true },
      ...{ inputs: fieldOf(value, 'inputs'), outputs: fieldOf(value, 'outputs') },
      halfMade: listOf(value, 'initErrors').length > 0,
      isProtected: fieldOf(value, 'protect') === true,
      dependencies: textsIn(value, 'dependencies'),
      ...(id === undefined ? {} : { id }),
      ...(created === undefined ? {} : { created }),
      ...(modified === undefined ? {} : { modified }),
    },
  ]
}

function toSecretsProvider(value: unknown): SecretsProvider | undefined {
  const type = textOf(value, 'type')
  if (type === undefined) return undefined
  const salt = textOf(fieldOf(value, 'state'), 'salt')
  return { type, ...(salt === undefined ? {} : { salt }) }
}
