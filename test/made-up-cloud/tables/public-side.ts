import { textAt } from '../../cloud/frame/properties.ts'
import type { PublicSide } from '../../cloud/frame/public-side.ts'
import { freshHex } from '../../cloud/frame/world.ts'

const DISK = 'meadow:index:Disk'

export const publicSide: PublicSide = {
  package: 'meadow',
  clusterType: 'meadow:index:Cluster',
  endpointOf: ({ outputs }) => textAt(outputs, 'endpoint'),
  versionOf: () => 'v1.34.1',
  letsIn: (_cluster, token, { settings }) =>
    settings.identities.some(({ credentials }) => credentials['token'] === token),
  storageClasses: [],
  nodesOf: ({ id, outputs }) =>
    Array.from({ length: Number(outputs['nodes'] ?? 1) }, (_, at) => ({
      ...{ name: `${id}-${at}`, providerId: `meadow://${id}/${at}` },
    })),
  balance: (_cluster, { spec }) => ({ ip: textAt(spec, 'loadBalancerIP') ?? '' }),
  unbalance: () => undefined,
  attachDisk: (_cluster, { parameters }, view) => {
    const id = `disk-${freshHex(8)}`
    const tags = { deployment: textAt(parameters, 'deployment') }
    view.add({ type: DISK, id, inputs: {}, madeBy: 'cloud', outputs: { name: id, tags } })
    return id
  },
  removeDisk: (id, view) => {
    const disk = view.find(DISK, id)
    if (disk) view.remove(disk)
  },
  addressesOf: () => [],
  wayFrom: () => undefined,
}
