/** A managed cluster of a simulated cloud whose Kubernetes is real. */
import { expect, test } from 'vitest'
import { statusFor } from '../../cloud/ask-kubernetes.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { direct } from '../../cloud/direct.ts'
import { textAt } from '../../cloud/frame/properties.ts'
import { accessTo } from '../../cloud/real-node.ts'
import { sampleCluster } from '../../cloud/sample-network.ts'
import { startCluster } from '../../cluster/cluster.ts'

test('what the cloud says of its cluster leads to a real one, for who logs in through the cloud', async () => {
  const node = await startCluster()
  try {
    const cloud = await simulatedCloud({ nodes: { '*': await accessTo(node) } })
    const aws = direct(cloud)
    const { cluster } = await sampleCluster(aws)

    const { token } = await aws.ask('aws:eks/getClusterAuth:getClusterAuth', { name: cluster.id })

    expect(cluster.outputs['endpoint']).toBe(`https://${node.addresses.node}:6443`)
    const ca = Buffer.from(textAt(cluster.outputs, 'certificateAuthority.data') ?? '', 'base64')
    expect(ca.toString()).toContain('BEGIN CERTIFICATE')
    expect(await statusFor(String(cluster.outputs['endpoint']), ca, String(token))).toBe(200)
    expect(await statusFor(String(cluster.outputs['endpoint']), ca, 'other')).toBe(401)
  } finally {
    await node.stop()
  }
})
