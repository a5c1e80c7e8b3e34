/** Addresses that stay, and what people call them. */
import { Eip } from '@pulumi/aws/ec2/eip.js'
import { all, type Output, type Resource } from '@pulumi/pulumi'
import { hostOf } from '../shared/host-name.ts'
import { type Cloud, inCloud, nameTag } from './cloud.ts'
import { letterOf } from './routes.ts'

export interface Addresses {
  readonly addresses: readonly Eip[]
  /** The domain, or a name made from the first address. */
  readonly host: Output<string>
}

/** One for each public subnet that the load balancer is in. @param after the way in, without which there is no public address */
export function addressesFor(cloud: Cloud, count: number, after: readonly Resource[]): Addresses {
  const addresses = Array.from({ length: count }, (_, at) => {
    const name = `address-${letterOf(at)}`
    return new Eip(name, { domain: 'vpc', tags: nameTag(cloud, name) }, inCloud(cloud, ...after))
  })
  const ips = all(addresses.map(({ publicIp }) => publicIp))
  return { addresses, host: hostOf(cloud.aws.server.exposure, ips) }
}

/** In how many zones the load balancer is: a name made from an address leads to one only. */
export function zonesOfAddress({ aws }: Cloud): number {
  return aws.isProduction ? 2 : 1
}
