import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import { freshAddress } from '../../frame/public-address.ts'
import type { View } from '../../frame/view.ts'
import { arn, ec2Id, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

export const eip: ResourceType = {
  token: kinds.eip,
  operations: operations('EC2', 'EC2 EIP', [
    ...(['AllocateAddress', 'DescribeAddresses', 'AssociateAddress', 'ReleaseAddress'] as const),
  ]),
  tagged: true,
  required: [],
  replaceOn: ['address', 'customerOwnedIpv4Pool', 'domain', 'networkBorderGroup', 'publicIpv4Pool', 'region'],
  settledByCloud: ['domain', 'networkBorderGroup', 'publicIpv4Pool'],
  minutes: instantly,
  retries: { delete: { codes: ['AuthFailure', 'InvalidIPAddress.InUse'], minutes: 3 } },
  make: ({ inputs, view }) => {
    if (view.list(kinds.eip).length >= view.quota('L-0263D0A3')) {
      refuse('AddressLimitExceeded', 'The maximum number of addresses has been reached.')
    }
    const id = ec2Id('eipalloc')
    const publicIp = freshAddress(view.settings, everywhere(view))
    const dashed = publicIp.replaceAll('.', '-')
    const zone = view.region === 'us-east-1' ? 'compute-1' : `${view.region}.compute`
    return {
      id,
      outputs: {
        ...{ domain: 'vpc', networkBorderGroup: view.region, publicIpv4Pool: 'amazon', ...inputs },
        ...{ allocationId: id, arn: arn(view, 'ec2', `elastic-ip/${id}`), publicIp },
        publicDns: `ec2-${dashed}.${zone}.amazonaws.com`,
      },
    }
  },
  unmake: ({ outputs }) => {
    // What EC2 says of an address that a load balancer or a NAT gateway holds.
    if (textAt(outputs, 'associationId') !== undefined) {
      refuse('AuthFailure', 'You do not have permission to access the specified resource.')
    }
  },
}

/** What the account has in all its regions. */
function everywhere(view: View): readonly (string | undefined)[] {
  return view
    .regions()
    .flatMap((region) => view.elsewhere({ region }).list(kinds.eip))
    .map(({ outputs }) => textAt(outputs, 'publicIp'))
}
