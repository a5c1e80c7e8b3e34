import type { Spec } from '../../../stacks/contract.ts'
import { messageOf } from '../../errors/zen-error.ts'
import type { DataDecision, DestroyPlan, DestroyResult, EngineFacts, EngineListener } from '../engine.ts'
import { deploymentDirectory, removeRecord, writeSecrets } from '../records.ts'
import { placeOf } from './connection.ts'
import { inspectContainer, volumeExists } from './container.ts'
import { type KeptVolume, readKeptVolume, writeKeptVolume } from './kept-volume.ts'
import { containerName, labels, volumeName } from './names.ts'
import { removeContainer, removeVolume } from './remove.ts'
import { recoveredSecrets } from './secret-variables.ts'
import { type Situation, situationOf } from './situation.ts'
import { specIn } from './stored-spec.ts'

interface Holding {
  readonly situation: Situation
  /** `undefined` when only a kept volume is left of it. */
  readonly spec: Spec | undefined
  /** A volume with its data that is really there. */
  readonly volume: string | undefined
}

/** What would go, or `undefined` when Docker and zen know nothing of that name. Changes nothing. */
export async function planDestroy(facts: EngineFacts, name: string): Promise<DestroyPlan | undefined> {
  const holding = await holdingOf(facts, name)
  if (!holding) return undefined
  const { situation, volume } = holding
  const container = { type: 'Docker container', name: containerName(name), action: 'delete' as const }
  return {
    resources: situation.container ? [container] : [],
    where: placeOf(situation.docker.connection),
    ...(volume === undefined ? {} : { dataLocation: locationOf(volume) }),
  }
}

/** Removes the container and, only with `delete`, the volume; then asks Docker whether they are gone. */
export async function destroy(
  facts: EngineFacts,
  name: string,
  data: DataDecision,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<DestroyResult> {
  const holding = await holdingOf(facts, name, signal)
  if (!holding) return { left: [], data: { action: 'none' } }
  const { situation, spec, volume } = holding
  const { docker, directory } = situation
  if (situation.container) {
    listener({ kind: 'step', text: `Removing the container ${containerName(name)}` })
    await removeContainer(docker, containerName(name), signal)
  }
  const left =
    volume !== undefined && data === 'delete' ? await withoutVolume(holding, volume, listener, signal) : []
  if (await inspectContainer(docker, containerName(name), signal))
    left.push(`container ${containerName(name)}`)
  const keep = volume !== undefined && (data !== 'delete' || left.length > 0)
  if (keep) await rememberVolume(situation, { volume, connection: docker.connection })
  if (left.length === 0 || keep) await removeRecord(directory, { keepSecrets: keep })
  return { left, data: dataOf({ spec, volume, keep, listener }) }
}

async function withoutVolume(
  { situation: { docker } }: Holding,
  volume: string,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<string[]> {
  listener({ kind: 'step', text: `Deleting the volume ${volume}` })
  try {
    await removeVolume(docker, volume, signal)
    return (await volumeExists(docker, volume, signal)) ? [locationOf(volume)] : []
  } catch (error) {
    if (signal.aborted) throw error
    return [`${locationOf(volume)}: ${messageOf(error)}`]
  }
}

/** The kept data can be used again only with its secrets, which may so far be in the container alone. */
async function rememberVolume({ directory, stored, container }: Situation, kept: KeptVolume): Promise<void> {
  await writeSecrets(directory, { ...recoveredSecrets(container?.environment ?? {}), ...stored })
  await writeKeptVolume(directory, kept)
}

function dataOf({
  spec,
  volume,
  keep,
  listener,
}: {
  readonly spec: Spec | undefined
  readonly volume: string | undefined
  readonly keep: boolean
  readonly listener: EngineListener
}): DestroyResult['data'] {
  const database = spec?.options['database-url']
  if (database !== undefined) {
    listener({ kind: 'detail', text: `The database ${database} is yours: it was not touched.` })
    return { action: 'none', location: String(database) }
  }
  if (volume === undefined) return { action: 'none' }
  return keep ? { action: 'kept', location: locationOf(volume) } : { action: 'deleted' }
}

async function holdingOf(
  facts: EngineFacts,
  name: string,
  signal?: AbortSignal,
): Promise<Holding | undefined> {
  const situation = await situationOf(facts, name, signal ? { signal } : {})
  const spec = situation.record?.spec ?? specIn(situation.container?.labels[labels.spec])
  const kept = await readKeptVolume(deploymentDirectory(facts.dataDirectory, name))
  const volume = spec ? volumeName(spec) : kept?.volume
  if (!spec && !volume) return undefined
  const isThere = volume !== undefined && (await volumeExists(situation.docker, volume, signal))
  return { situation, spec, volume: isThere ? volume : undefined }
}

function locationOf(volume: string): string {
  return `Docker volume ${volume}`
}
