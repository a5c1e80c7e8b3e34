/** What a stack's state says of a deployment. */
import type { Outputs, Spec } from '../../../stacks/contract.ts'
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import type { Deployment, DeploymentStatus } from '../engine.ts'
import type { Checkpoint, SecretsProvider, StoredResource } from './checkpoint.ts'
import { fieldOf, textOf } from './json-fields.ts'
import { toPart, toPlace, toSpec } from './recorded-values.ts'
import { type Decrypt, revealed } from './secret-value.ts'
import { isShown, type Part, stackUrn, stashNames, stashType, urnOf } from './stack-names.ts'

/** One deployment, from its state. */
export interface Stored {
  readonly name: string
  /** What the last run that came to its end made; else what the first one wanted to make. */
  readonly spec: Spec
  readonly status: DeploymentStatus
  /** How much of it is there; `undefined` as long as no run came to its end. */
  readonly part: Part | undefined
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** ISO 8601, UTC: when a real thing of it was last made or changed. */
  readonly updatedAt: string
  /** Of the stack; secrets are ciphertexts. */
  readonly outputs: unknown
  /** Of the stash of given secrets; secrets are ciphertexts. */
  readonly givenSecrets: unknown
  readonly secretsProvider?: SecretsProvider
}

/**
 * `undefined`: nothing of it was ever begun.
 * @param lastChange of its real things, where that is known without all resources of the checkpoint
 */
export function storedDeployment(
  name: string,
  checkpoint: Checkpoint,
  lastChange?: string,
): Stored | undefined {
  const { resources, pending, secretsProvider } = checkpoint
  const stash = (stashName: string) => find(resources, urnOf(name, stashType, stashName))
  const wanted = stash(stashNames.spec)
  const spec = toSpec(inputOf(wanted))
  if (!wanted || !spec) return undefined
  const deployed = toSpec(inputOf(stash(stashNames.deployedSpec)))
  const outputs = find(resources, stackUrn(name))?.outputs
  const part = deployed ? toPart(textOf(outputs, 'part')) : undefined
  const isWhole =
    pending.length === 0 &&
    !resources.some(({ halfMade }) => halfMade) &&
    JSON.stringify(deployed) === JSON.stringify(spec) &&
    part === toPart(inputOf(stash(stashNames.part)))
  const createdAt = instant(wanted.created)
  return {
    ...{ name, spec: deployed ?? spec, part, createdAt, outputs },
    status: isWhole ? statusOf(part) : 'incomplete',
    updatedAt: later(createdAt, instant(lastChange ?? newest(resources))),
    givenSecrets: inputOf(stash(stashNames.givenSecrets)),
    ...(secretsProvider ? { secretsProvider } : {}),
  }
}

/** One that is cleared is on its way out. */
function statusOf(part: Part | undefined): DeploymentStatus {
  if (part === 'cleared') return 'incomplete'
  return part === 'everything' ? 'running' : 'stopped'
}

/** A destroy that kept the data came to its end: only the data is left, and people no longer see a deployment. */
export function isOnlyData({ part, status }: Stored): boolean {
  return part === 'data' && status !== 'incomplete'
}

/** @param decrypt is asked for when somebody reads the password, and not before */
export function deploymentOf(stored: Stored, decrypt: () => Decrypt): Deployment {
  const { name, spec, status, createdAt, updatedAt } = stored
  const outputs = outputsOf(stored.outputs, decrypt)
  return {
    name,
    provider: spec.provider,
    status,
    spec,
    createdAt,
    updatedAt,
    ...(outputs ? { outputs } : {}),
  }
}

/** Without a URL there is nothing to show. */
export function outputsOf(stored: unknown, decrypt: () => Decrypt): Outputs | undefined {
  const [url, username] = [textOf(stored, 'url'), textOf(stored, 'username')]
  if (url === undefined || username === undefined) return undefined
  const [version, caCertificate] = [textOf(stored, 'version'), textOf(stored, 'caCertificate')]
  const type = textOf(fieldOf(stored, 'database'), 'type') === 'mysql' ? 'mysql' : 'sqlite'
  let known: string | undefined
  return {
    ...{ url, username, database: { type } },
    ...(version === undefined ? {} : { version }),
    ...(caCertificate === undefined ? {} : { caCertificate }),
    ...(fieldOf(stored, 'unexposed') === true ? { unexposed: true as const } : {}),
    get password() {
      known ??= String(revealed(fieldOf(stored, 'password'), decrypt()) ?? '')
      return known
    },
  }
}

/** Where in which cluster its server runs, when its program said so. */
export function placeIn(outputs: unknown, decrypt: () => Decrypt): ClusterPlace | undefined {
  const stored = fieldOf(outputs, 'place')
  return stored === undefined ? undefined : toPlace(revealedWhereNeeded(stored, decrypt))
}

function revealedWhereNeeded(value: unknown, decrypt: () => Decrypt): unknown {
  return revealed(value, (ciphertext) => decrypt()(ciphertext))
}

function find(resources: readonly StoredResource[], urn: string): StoredResource | undefined {
  return resources.find((resource) => resource.urn === urn)
}

function inputOf(stash: StoredResource | undefined): unknown {
  return fieldOf(stash?.inputs, 'input')
}

/** A login to a cluster is another one each time, and zen writes down what it found out: nothing changes by either. */
function newest(resources: readonly StoredResource[]): string {
  return resources
    .filter(({ type, custom }) => isShown(type, custom))
    .map(({ modified = '' }) => modified)
    .reduce(later, '')
}

function later(one: string, other: string): string {
  return one > other ? one : other
}

/** Go writes nine decimals, JavaScript three. */
function instant(time: string | undefined): string {
  return time ? new Date(time).toISOString() : ''
}
