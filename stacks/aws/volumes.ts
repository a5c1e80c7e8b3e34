import type { VolumeMaker } from '../shared/cluster-objects.ts'
import type { Cloud } from './cloud.ts'

/** Encrypted and tagged like everything. EKS has no class of its own that is used by default. */
export function volumeMaker({ aws }: Cloud): VolumeMaker {
  const tags = Object.entries(aws.tags).map(([key, value], at) => [
    `tagSpecification_${at + 1}`,
    `${key}=${value}`,
  ])
  return {
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true', ...Object.fromEntries(tags) },
  }
}
