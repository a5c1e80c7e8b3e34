/** Elastic addresses in somebody's hands. */

import { refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { ec2Id } from '../fields.ts'
import * as kinds from '../kinds.ts'

/** Takes an address for something that the cloud runs. @throws when there is none of that id, or somebody has it */
export function take(view: View, allocationId: string) {
  const address = view.find(kinds.eip, allocationId)
  if (!address) {
    return refuse('InvalidAllocationID.NotFound', `The allocation ID '${allocationId}' does not exist`)
  }
  if (textAt(address.outputs, 'associationId') !== undefined) {
    refuse('Resource.AlreadyAssociated', `Elastic IP address [${allocationId}] is already associated`)
  }
  const associationId = ec2Id('eipassoc')
  view.change(address, { outputs: { ...address.outputs, associationId } })
  return { associationId, publicIp: textAt(address.outputs, 'publicIp') }
}

export function letGo(view: View, allocationId: string | undefined): void {
  const address = allocationId === undefined ? undefined : view.find(kinds.eip, allocationId)
  if (!address) return
  const { associationId, ...outputs } = address.outputs
  view.change(address, { outputs })
}
