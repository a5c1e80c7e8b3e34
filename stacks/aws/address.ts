/** Addresses that stay, and what people call them. */
import { Eip } from '@pulumi/aws/ec2/eip.js'
import { all, log, type Output, output, type Resource, runtime } from '@pulumi/pulumi'
import { leadsTo } from '../shared/name-resolution.ts'
import { nameOfAddress } from '../shared/server-url.ts'
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
  return { addresses, host: hostOf(cloud, addresses) }
}

/** In how many zones the load balancer is: a name made from an address leads to one only. */
export function zonesOfAddress({ aws }: Cloud): number {
  return aws.isProduction ? 2 : 1
}

function hostOf({ aws: { server } }: Cloud, addresses: readonly Eip[]): Output<string> {
  const { exposure } = server
  const domain = exposure.kind === 'load-balancer' ? exposure.host : undefined
  const ips = all(addresses.map(({ publicIp }) => publicIp))
  if (domain === undefined) return ips.apply(([first = '']) => nameOfAddress(first))
  if (!runtime.isDryRun()) ips.apply((all) => sayWhereToLead(domain, all))
  return output(domain)
}

/** Until the name leads there nobody reaches the server, and no authority grants a certificate. */
async function sayWhereToLead(domain: string, ips: readonly string[]): Promise<void> {
  const [first = ''] = ips
  if (await leadsTo(domain, first)) return
  await log.warn(`Let ${domain} lead to ${ips.join(' and ')}: as far as is known here, it does not yet.`)
}
