/** What people call a server at addresses that stay. */
import { log, type Output, output, runtime } from '@pulumi/pulumi'
import type { Exposure } from '../server-spec.ts'
import { leadsTo } from './name-resolution.ts'
import { nameOfAddress } from './server-url.ts'

/** The domain, or a name made from the first address. */
export function hostOf(exposure: Exposure, addresses: Output<readonly string[]>): Output<string> {
  const domain = exposure.kind === 'load-balancer' ? exposure.host : undefined
  if (domain === undefined) return addresses.apply(([first = '']) => nameOfAddress(first))
  if (!runtime.isDryRun()) addresses.apply((all) => sayWhereToLead(domain, all))
  return output(domain)
}

/** Until the name leads there nobody reaches the server, and no authority grants a certificate. */
async function sayWhereToLead(domain: string, addresses: readonly string[]): Promise<void> {
  const [first = ''] = addresses
  if (await leadsTo(domain, first)) return
  await log.warn(
    `Let ${domain} lead to ${addresses.join(' and ')}: as far as is known here, it does not yet.`,
  )
}
