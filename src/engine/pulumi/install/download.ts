/** Bringing a release to this computer, and making sure that it is the one its makers published. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Wanted } from '../../../errors/engine-program.ts'
import type { EngineListener } from '../../engine.ts'
import { type Checksum, checksumIn, hasChecksum } from './checksum.ts'
import { downloadProgress } from './progress.ts'
import type { Release } from './release.ts'
import { sourcesOf } from './sources.ts'
import { transfer } from './transfer.ts'
import { failureOf, isHopeless, type Trouble, troubleAt } from './trouble.ts'
import type { Web } from './web.ts'

export interface Download {
  readonly release: Release
  readonly wanted: Wanted
  readonly web: Web
  readonly env: Readonly<Record<string, string | undefined>>
  /** An empty folder of this download's own. */
  readonly directory: string
  readonly listener: EngineListener
  readonly signal: AbortSignal
  readonly pauseMs?: number
}

/**
 * @returns path of the archive, which has the published checksum
 * @throws ZenError `ENGINE_UNREACHABLE`, `ENGINE_NOT_THERE`, `ENGINE_ALTERED`
 */
export async function download(order: Download): Promise<string> {
  const { release, wanted, directory, env, listener } = order
  const sources = sourcesOf(release, env)
  const checksum = await publishedChecksum(order, sources.checksums)
  const archive = join(directory, release.archive)
  const onProgress = downloadProgress(wanted.label, listener)
  const troubles: Trouble[] = []
  for (const address of sources.archive) {
    if (isHopeless(address, troubles)) continue
    listener({ kind: 'step', text: `Downloading ${wanted.label} from ${address.host}` })
    const outcome = await transfer({ ...order, address, file: archive, onProgress })
    if (outcome.kind === 'done' && (await hasChecksum(archive, checksum))) return archive
    await rm(archive, { force: true })
    troubles.push(troubleAt(address, outcome.kind === 'done' ? altered(checksum) : outcome))
  }
  throw failureOf(wanted, troubles)
}

function altered({ algorithm, digest }: Checksum) {
  const name = algorithm.toUpperCase().replace('SHA', 'SHA-')
  return { kind: 'altered', reason: `its ${name} is not ${digest}` } as const
}

/** Asked for first, because it is small: there is no use in an archive that can't be checked. */
async function publishedChecksum(order: Download, addresses: readonly URL[]): Promise<Checksum> {
  const { archive, checksums } = order.release
  const file = join(order.directory, checksums)
  const troubles: Trouble[] = []
  for (const address of addresses) {
    if (isHopeless(address, troubles)) continue
    const outcome = await transfer({ ...order, address, file, onProgress: () => undefined })
    if (outcome.kind !== 'done') {
      troubles.push(troubleAt(address, outcome))
      continue
    }
    const checksum = checksumIn(await readFile(file, 'utf8'), archive)
    if (checksum) return checksum
    troubles.push(troubleAt(address, { kind: 'absent', reason: `it has no line for ${archive}` }))
  }
  throw failureOf(order.wanted, troubles)
}
