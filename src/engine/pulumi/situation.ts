import type { Secrets } from '../../../stacks/contract.ts'
import type { ClusterPlace, ProgramFacts } from '../../../stacks/program-contract.ts'
import { deploymentNotFound } from '../../errors/deployment.ts'
import type { Checkpoint } from './checkpoint.ts'
import { storedPlace } from './cluster-access.ts'
import { type PulumiContext, programOf } from './pulumi-context.ts'
import { checkpointOf } from './state-reader.ts'
import { type Stored, storedDeployment } from './stored-deployment.ts'
import { storedSecrets } from './whole-target.ts'

/** As much of a deployment as its state tells without a passphrase. */
export interface Known {
  readonly stored: Stored
  readonly checkpoint: Checkpoint
  readonly program: ProgramFacts
}

/** A deployment that is there, or its data, with all that is needed to work on it. */
export interface Situation extends Known {
  readonly place: ClusterPlace | undefined
  /** What a person gave in earlier runs. */
  readonly secrets: Secrets
}

/** `undefined` when nothing of that name was ever begun. */
export async function knownOf(context: PulumiContext, name: string): Promise<Known | undefined> {
  const checkpoint = await checkpointOf(context, name)
  const stored = checkpoint && storedDeployment(name, checkpoint)
  return checkpoint && stored && { checkpoint, stored, program: programOf(context, stored.spec) }
}

/** `undefined` when nothing of that name was ever begun. */
export async function situationOf(context: PulumiContext, name: string): Promise<Situation | undefined> {
  const known = await knownOf(context, name)
  if (!known) return undefined
  return {
    ...known,
    place: await storedPlace(context, known.stored),
    secrets: await storedSecrets(context, name, known.checkpoint),
  }
}

/** @throws ZenError `DEPLOYMENT_NOT_FOUND` */
export async function existingSituation(context: PulumiContext, name: string): Promise<Situation> {
  const situation = await situationOf(context, name)
  if (!situation) throw deploymentNotFound(name, [])
  return situation
}
