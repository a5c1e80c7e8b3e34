/** Revisions of the release `zenml`, as Helm keeps them. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { textAt } from '../../src/cluster/fields.ts'
import type { FakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { namespace, release } from './open-fake.ts'

export function putRevision(fake: FakeKubernetes, number: number, status: string, chart = 'zenml'): void {
  const content = {
    ...{ name: release, namespace, version: number, manifest: '' },
    info: { status, description: 'as Helm said', first_deployed: '2026-01-01T00:00:00Z' },
    chart: { metadata: { name: chart, version: '0.1.0' } },
  }
  const packed = gzipSync(JSON.stringify(content)).toString('base64')
  fake.put('Secret', {
    metadata: {
      ...{ name: secretOf(number), namespace },
      labels: { owner: 'helm', name: release, status, version: String(number) },
    },
    type: 'helm.sh/release.v1',
    data: { release: Buffer.from(packed).toString('base64') },
  })
}

const secretOf = (number: number) => `sh.helm.release.v1.${release}.v${number}`

/** What Helm would read of a revision; `undefined` when it is gone. */
export function revisionIn(fake: FakeKubernetes, number: number): unknown {
  const secret = fake.find('Secret', namespace, secretOf(number))
  if (!secret) return undefined
  const packed = Buffer.from(textAt(secret, 'data', 'release'), 'base64').toString()
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString())
}
