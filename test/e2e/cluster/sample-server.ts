/** A small server on a cluster: the registry program of the node itself, which keeps its content on a volume. */
import { join } from 'node:path'
import { expect } from 'vitest'
import type { TestCluster } from '../../cluster/cluster.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { writeProgramImage } from '../../cluster/program-image.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const labels = { app: 'sample' }

/** Pushes the image, then creates claim, pod and service in this namespace, which must exist. */
export async function createServer({ api, push, directory }: TestCluster, namespace: string): Promise<void> {
  const layout = join(await temporaryDirectory(), 'sample')
  const args = ['registry', 'serve', '--address', ':8080', '--disk', '/data']
  await writeProgramImage(layout, join(directory, 'bin', 'crane'), { Cmd: args })
  await push(layout, 'zen.local/sample:1')
  const path = `/api/v1/namespaces/${namespace}`
  await api.post(`${path}/persistentvolumeclaims`, {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  })
  await api.post(`${path}/pods`, { metadata: { name: 'sample', labels }, spec: podSpec })
  await api.post(`${path}/services`, {
    metadata: { name: 'sample' },
    spec: { type: 'LoadBalancer', selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
  })
}

const podSpec = {
  securityContext: { fsGroup: 1000 },
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  containers: [
    {
      ...{ name: 'sample', image: 'zen.local/sample:1', imagePullPolicy: 'Always' },
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
      readinessProbe: { httpGet: { path: '/v2/', port: 8080 }, periodSeconds: 1 },
    },
  ],
}

/** The address of the service, as soon as the pod behind it is ready. */
export async function addressOfServer({ api }: TestCluster, namespace: string): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}`
  await expect
    .poll(
      async () => {
        const conditions = listAt(await api.get(`${path}/pods/sample`), 'status', 'conditions')
        return conditions.filter((it) => textAt(it, 'type') === 'Ready').map((it) => textAt(it, 'status'))
      },
      { timeout: 60_000 },
    )
    .toEqual(['True'])
  const service = await api.get(`${path}/services/sample`)
  return textAt(listAt(service, 'status', 'loadBalancer', 'ingress')[0], 'ip')
}
