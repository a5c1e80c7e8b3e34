import type { VolumeMaker } from '../shared/cluster-objects.ts'
import type { Cloud } from './cloud.ts'

/** Tagged like everything: https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md */
export function volumeMaker({ azure }: Cloud): VolumeMaker {
  const tags = Object.entries(azure.tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
  return { provisioner: 'disk.csi.azure.com', parameters: { skuName: 'StandardSSD_LRS', tags } }
}
