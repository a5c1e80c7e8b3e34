import { lookup } from 'node:dns/promises'

export interface LoadBalancerStatus {
  readonly loadBalancer?: {
    readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[]
  }
}

/** Address, or else name, that a load balancer got. */
export function firstIngress(status: LoadBalancerStatus | undefined): { ip?: string; hostname?: string } {
  return status?.loadBalancer?.ingress?.[0] ?? {}
}

/** Whether a name has an address in common with another name, or with an address. No network counts as no. */
export async function leadsTo(domain: string, goal: string): Promise<boolean> {
  const [found, wanted] = await Promise.all([domain, goal].map(addressesOf))
  return found?.some((address) => wanted?.includes(address)) ?? false
}

async function addressesOf(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true }).catch(() => [])
  return found.map(({ address }) => address)
}
