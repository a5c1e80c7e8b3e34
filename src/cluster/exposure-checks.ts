/** Whether what should lead to the server is there. */
import type { Finding } from '../../stacks/contract.ts'
import type { Cluster } from './cluster.ts'
import { listAt, textAt } from './fields.ts'
import { fail, pass, warn } from './finding.ts'

const instead = 'Or choose another way to the server with --expose.'

/** API groups of what gives addresses outside of clouds: MetalLB, Cilium, kube-vip, PureLB, OpenELB, and k3s with its own. */
const balancers = [
  'metallb.io',
  'cilium.io',
  'kubevip.io',
  'purelb.io',
  'network.kubesphere.io',
  'k3s.cattle.io',
]
/** Nodes of clouds carry the id of their machine; those of kind do so too, but nobody gives them addresses. */
const cloudNode = /^(?!kind:)[a-z0-9-]+:\/\//

/** A hint only: nothing but a load balancer itself proves that there will be an address. */
export async function checkLoadBalancer({ api }: Cluster, signal?: AbortSignal): Promise<Finding> {
  const [services, nodes, groups] = await Promise.all([
    api.list('/api/v1/services', { signal }),
    api.list('/api/v1/nodes', { signal }),
    api.find('/apis', { signal }),
  ])
  const proof = services.find(
    (it) =>
      textAt(it, 'spec', 'type') === 'LoadBalancer' &&
      listAt(it, 'status', 'loadBalancer', 'ingress').length > 0,
  )
  if (proof) return pass(`The load balancer ${textAt(proof, 'metadata', 'name')} has an address.`)
  const known = listAt(groups, 'groups').map((it) => textAt(it, 'name'))
  const balancer = balancers.find((group) => known.includes(group))
  if (balancer) return pass(`The cluster knows load balancers (${balancer}).`)
  if (nodes.some((it) => cloudNode.test(textAt(it, 'spec', 'providerID'))))
    return pass('The nodes are those of a cloud.')
  return warn(
    'The cluster may have no load balancers: no service has an address of one, and its nodes are of no cloud.',
    'If the address does not come: install MetalLB (https://metallb.io), or on minikube run: minikube tunnel',
    instead,
  )
}

/** @param wanted without one, there should be a default one */
export async function checkIngressClass(
  { api }: Cluster,
  wanted: string | undefined,
  signal?: AbortSignal,
): Promise<Finding> {
  const classes = await api.list('/apis/networking.k8s.io/v1/ingressclasses', { signal })
  const names = classes.map((it) => textAt(it, 'metadata', 'name'))
  const choose =
    names.length > 0
      ? `Choose one of them with --ingress-class NAME: ${names.join(', ')}`
      : 'Install an Ingress controller: https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/'
  if (wanted !== undefined) {
    return names.includes(wanted)
      ? pass(`The Ingress class ${wanted} is there.`)
      : fail(`The cluster has no Ingress class called "${wanted}".`, choose, instead)
  }
  const mark = 'ingressclass.kubernetes.io/is-default-class'
  const hasDefault = classes.some((it) => textAt(it, 'metadata', 'annotations', mark) === 'true')
  return hasDefault
    ? pass('The cluster has a default Ingress class.')
    : warn('The cluster has no default Ingress class, so nobody may heed the Ingress.', choose, instead)
}

export async function checkGateway(
  { api }: Cluster,
  { name, namespace }: { readonly name: string; readonly namespace: string },
  signal?: AbortSignal,
): Promise<Finding> {
  const group = '/apis/gateway.networking.k8s.io/v1'
  if ((await api.find(group, { signal })) === undefined) {
    const install = 'Install the Gateway API and a controller for it: https://gateway-api.sigs.k8s.io/guides/'
    return fail('The cluster does not know the Gateway API in its version v1.', install, instead)
  }
  if (await api.find(`${group}/namespaces/${namespace}/gateways/${name}`, { signal }))
    return pass(`The Gateway ${namespace}/${name} is there.`)
  const all = await api.list(`${group}/gateways`, { signal }).catch(() => [])
  const known = all.map((it) => `${textAt(it, 'metadata', 'namespace')}/${textAt(it, 'metadata', 'name')}`)
  const choose =
    known.length > 0
      ? `Choose one of them with --gateway NAMESPACE/NAME: ${known.join(', ')}`
      : 'Make one: https://gateway-api.sigs.k8s.io/api-types/gateway/'
  return fail(`There is no Gateway ${name} in namespace ${namespace}.`, choose, instead)
}
