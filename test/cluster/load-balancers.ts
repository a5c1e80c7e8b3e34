import type { ClusterApi } from './api.ts'
import { fieldAt, listAt, textAt } from './object-fields.ts'

/**
 * Gives every service of type LoadBalancer an address of the pool, and takes it away when the type changes. That is
 * all there is to do: kube-proxy translates the address, and the machine has a route for the pool.
 * @param pool such as `10.250.1.64/26`
 */
export async function assignLoadBalancers(api: ClusterApi, pool: string): Promise<void> {
  const services = listAt(await api.get('/api/v1/services'), 'items')
  const used = new Set(services.map(addressOf))
  for (const service of services) {
    if (wantsAddress(service) === (addressOf(service) !== '')) continue
    const address = wantsAddress(service) ? freeAddress(pool, used) : undefined
    const ingress = address === undefined ? null : [{ ip: address }]
    await api.merge(statusPath(service), { status: { loadBalancer: { ingress } } })
  }
}

/** One with a class of its own is somebody else's business. */
function wantsAddress(service: unknown): boolean {
  return textAt(service, 'spec', 'type') === 'LoadBalancer' && !fieldAt(service, 'spec', 'loadBalancerClass')
}

function addressOf(service: unknown): string {
  return textAt(listAt(service, 'status', 'loadBalancer', 'ingress')[0], 'ip')
}

function freeAddress(pool: string, used: Set<string>): string {
  const network = pool.split('.').slice(0, 3).join('.')
  for (let last = 65; last < 127; last++) {
    const address = `${network}.${last}`
    if (used.has(address)) continue
    used.add(address)
    return address
  }
  throw new Error(`No address of ${pool} is left`)
}

function statusPath(service: unknown): string {
  const [namespace, name] = [textAt(service, 'metadata', 'namespace'), textAt(service, 'metadata', 'name')]
  return `/api/v1/namespaces/${namespace}/services/${name}/status`
}
