/**
 * What Helm remembers of a release: one Secret for each revision, with its status as a label and everything else
 * packed inside. https://github.com/helm/helm/blob/v3.18.6/pkg/storage/driver/secrets.go
 */
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Cluster } from './cluster.ts'
import { isMapping, mappingAt, textAt } from './fields.ts'
import { pathIn } from './names.ts'

export interface Revision {
  /** Name of the Secret. */
  readonly secret: string
  readonly number: number
  /** `deployed`, `failed`, `superseded`, `uninstalling`, `pending-install`, … */
  readonly status: string
  /** Name of the chart; `undefined` when it can't be told. */
  readonly chart?: string
  /** Everything, as Helm wrote it. */
  readonly content?: Readonly<Record<string, unknown>>
}

const [unzip, zip] = [promisify(gunzip), promisify(gzip)]

/** The newest first; empty when there is no such release. */
export async function helmHistory(
  { api, place }: Cluster,
  signal?: AbortSignal,
): Promise<readonly Revision[]> {
  const query = { labelSelector: `owner=helm,name=${place.release}` }
  const secrets = await api.list(pathIn(place, 'secrets'), { query, signal })
  const revisions = await Promise.all(secrets.map(revisionOf))
  return revisions.sort((one, other) => other.number - one.number)
}

async function revisionOf(secret: unknown): Promise<Revision> {
  const content = await unpacked(textAt(secret, 'data', 'release'))
  const chart = textAt(content, 'chart', 'metadata', 'name')
  return {
    secret: textAt(secret, 'metadata', 'name'),
    number: Number(textAt(secret, 'metadata', 'labels', 'version')),
    status: textAt(secret, 'metadata', 'labels', 'status'),
    ...(chart === '' ? {} : { chart }),
    ...(content === undefined ? {} : { content }),
  }
}

/** Helm packs with base64 itself, and Kubernetes once more. */
async function unpacked(data: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const packed = Buffer.from(Buffer.from(data, 'base64').toString('latin1'), 'base64')
    const content: unknown = JSON.parse((await unzip(packed)).toString())
    return isMapping(content) ? content : undefined
  } catch {
    return undefined
  }
}

/** The same revision as one that failed, as the `data` and the label of its Secret. `undefined`: it can't be read. */
export async function asFailed({ content }: Revision, description: string): Promise<object | undefined> {
  if (content === undefined) return undefined
  const info = { ...mappingAt(content, 'info'), status: 'failed', description }
  const packed = await zip(JSON.stringify({ ...content, info }))
  const release = Buffer.from(packed.toString('base64')).toString('base64')
  return { metadata: { labels: { status: 'failed' } }, data: { release } }
}
