/** What has to be done to get from what there is to what the spec asks for. `preview` shows it, `up` does it. */
import { encryptionKeyFixed } from '../../errors/docker.ts'
import type { ChangeAction, ResourceChange, Target } from '../engine.ts'
import { inspectImage, volumeExists } from './container.ts'
import { labels } from './names.ts'
import { recoveredSecrets, type ServerSecrets } from './secret-variables.ts'
import { serverSecrets } from './server-secrets.ts'
import type { Situation } from './situation.ts'
import { fingerprintOf, type WantedContainer, wantedContainer } from './wanted-container.ts'

export interface Plan {
  readonly wanted: WantedContainer
  readonly secrets: ServerSecrets
  readonly image: ChangeAction
  readonly container: ChangeAction
  /** `undefined` when the data is in a database of its own. */
  readonly volume: ChangeAction | undefined
  /** The secrets are those that the existing data was made with. */
  readonly secretsKnown: boolean
}

/**
 * Changes nothing. An image that is not there yet makes no difference to an existing container's plan: it is replaced.
 * @throws ZenError `ENCRYPTION_KEY_FIXED` when another encryption key is asked for than the data was made with
 */
export async function planFor(target: Target, situation: Situation, signal: AbortSignal): Promise<Plan> {
  const { docker, container, stored } = situation
  const wanted = wantedContainer(target.spec)
  const recovered = recoveredSecrets(container?.environment ?? {})
  const secrets = serverSecrets(stored, target.secrets, recovered)
  const askedKey = target.secrets['encryption-key']
  if (askedKey !== undefined && askedKey !== secrets['encryption-key'])
    throw encryptionKeyFixed(target.spec.name)
  const [image, hasVolume] = await Promise.all([
    inspectImage(docker, wanted.image, signal),
    wanted.volume === undefined ? undefined : volumeExists(docker, wanted.volume, signal),
  ])
  const fingerprint = image ? fingerprintOf(wanted, secrets, image.id) : undefined
  return {
    wanted,
    secrets,
    secretsKnown: { ...recovered, ...stored }['encryption-key'] !== undefined,
    image: image ? 'same' : 'create',
    volume: hasVolume === undefined ? undefined : hasVolume ? 'same' : 'create',
    container: containerAction(situation, fingerprint),
  }
}

function containerAction({ container }: Situation, fingerprint: string | undefined): ChangeAction {
  if (!container) return 'create'
  // A container that is paused or dead can't be started.
  if (['paused', 'dead'].includes(container.state)) return 'replace'
  if (container.labels[labels.fingerprint] !== fingerprint) return 'replace'
  return container.state === 'running' ? 'same' : 'update'
}

/** The plan as people read it. */
export function resourcesOf({ wanted, image, container, volume }: Plan): readonly ResourceChange[] {
  return [
    { type: 'Docker image', name: wanted.image, action: image },
    ...(volume && wanted.volume ? [{ type: 'Docker volume', name: wanted.volume, action: volume }] : []),
    { type: 'Docker container', name: wanted.name, action: container },
  ]
}
