/** Disks of EBS that a cluster makes for its volumes. */
import { textAt } from '../../frame/properties.ts'
import type { Disk } from '../../frame/public-side.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { arn, ec2Id } from '../fields.ts'
import * as kinds from '../kinds.ts'

/** Nobody takes it away when the cluster goes. */
export function attachDisk(cluster: CloudObject, { claim, parameters }: Disk, view: View): string {
  const id = ec2Id('vol')
  const [namespace, name] = claim.split('/')
  const given = Object.entries(parameters)
    .filter(([key]) => key.startsWith('tagSpecification_'))
    .map(([key]) => (textAt(parameters, key) ?? '').split('='))
  const tagsAll = {
    ...Object.fromEntries(given),
    ...{ [`kubernetes.io/cluster/${cluster.id}`]: 'owned', 'ebs.csi.aws.com/cluster': 'true' },
    ...{ 'kubernetes.io/created-for/pvc/namespace': namespace, 'kubernetes.io/created-for/pvc/name': name },
  }
  view.add({
    ...{ type: kinds.volume, id, madeBy: 'cloud', inputs: {} },
    outputs: { arn: arn(view, 'ec2', `volume/${id}`), tagsAll },
  })
  return id
}

export function removeDisk(id: string, view: View): void {
  const disk = view.find(kinds.volume, id)
  if (disk) view.remove(disk)
}
