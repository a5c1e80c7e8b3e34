/** A few things that need little of each other, for tests of what goes wrong with one of them. */
import { Eip } from '@pulumi/aws/ec2/eip.js'
import { Subnet } from '@pulumi/aws/ec2/subnet.js'
import { Vpc } from '@pulumi/aws/ec2/vpc.js'
import { Role } from '@pulumi/aws/iam/role.js'
import type { ProviderArgs } from '@pulumi/aws/provider.js'
import { Provider } from '@pulumi/aws/provider.js'
import type { PulumiFn } from '@pulumi/pulumi/automation/index.js'

export interface SmallOptions {
  /** Names of Elastic IPs, which need nothing. */
  readonly addresses?: readonly string[]
  /** A network with one subnet. */
  readonly network?: { readonly dns: boolean; readonly importId?: string }
  readonly role?: { readonly name: string; readonly importId?: string }
  readonly provider?: ProviderArgs
}

export const tag = { key: 'zen:deployment', value: 'small' }

export function smallProgram({ addresses = [], network, role, provider: args }: SmallOptions): PulumiFn {
  return async () => {
    const defaultTags = { tags: { [tag.key]: tag.value } }
    const opts = { provider: new Provider('aws', { region: 'eu-west-1', defaultTags, ...args }) }
    for (const address of addresses) new Eip(address, { domain: 'vpc' }, opts)
    if (network) {
      const inputs = { cidrBlock: '10.42.0.0/16', enableDnsHostnames: network.dns }
      const vpc = new Vpc('vpc', inputs, { ...opts, ...importing(network.importId) })
      new Subnet('subnet', { vpcId: vpc.id, cidrBlock: '10.42.0.0/24' }, opts)
    }
    if (role) {
      const Statement = [
        { Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ]
      const inputs = { name: role.name, assumeRolePolicy: JSON.stringify({ Statement }) }
      new Role('role', inputs, { ...opts, ...importing(role.importId) })
    }
  }
}

function importing(id: string | undefined) {
  return id === undefined ? {} : { import: id }
}
