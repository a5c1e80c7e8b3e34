/** Where a connection to a public address ends: in a pod, by way of nodes or load balancers, or nowhere. */
import { isProperties, listAt, numberAt, type Properties, propertiesAt, textAt } from '../frame/properties.ts'
import type { Door, PublicSide } from '../frame/public-side.ts'
import { type CloudObject, ownerKey, type View } from '../frame/view.ts'
import type { World } from '../frame/world.ts'
import { clouds } from '../kubernetes/clouds.ts'
import { isReady } from '../kubernetes/cluster-objects.ts'
import { portsOf } from '../kubernetes/installed.ts'
import { labelOf, podStatus } from '../kubernetes/pod-status.ts'
import { placeOf } from '../kubernetes/surroundings.ts'
import { tokenNamed } from '../kubernetes/tokens.ts'

const RELEASE = 'kubernetes:helm.sh/v3:Release'

/** A port of a pod that is ready. */
export interface PodPort {
  readonly pod: CloudObject
  /** That the pod is part of. */
  readonly release: CloudObject
  /** `server`, `caddy` */
  readonly component: string
  readonly port: number
}

export function podBehind(world: World, door: Door): PodPort | undefined {
  for (const cloud of clouds) {
    for (const place of world.store.places(cloud.package)) {
      const view = world.look(place)
      const way = cloud.wayFrom(door, view)
      const found = way
        ? behind(within(world, cloud, way.cluster), (port) => port['nodePort'] === way.nodePort)
        : byBalancer(world, cloud, view, door)
      if (found) return found
    }
  }
  return undefined
}

function within(world: World, cloud: PublicSide, cluster: CloudObject): View {
  return world.look({ package: 'kubernetes', account: cluster.account, region: placeOf(cloud, cluster) })
}

/** By the load balancer of a service that is at this address. */
function byBalancer(
  world: World,
  cloud: PublicSide,
  view: View,
  { address, port }: Door,
): PodPort | undefined {
  const leadsHere = ({ outputs }: CloudObject) =>
    listAt(outputs, 'status.loadBalancer.ingress').some((ingress) => {
      const addresses = cloud.addressesOf(textAt(ingress, 'hostname') ?? '', view)
      return textAt(ingress, 'ip') === address || addresses.includes(address)
    })
  for (const cluster of view.list(cloud.clusterType)) {
    const inside = within(world, cloud, cluster)
    const found = behind(inside, (it) => it['port'] === port, leadsHere)
    if (found) return found
  }
  return undefined
}

function behind(
  view: View,
  isMeant: (port: Properties) => boolean,
  isService: (service: CloudObject) => boolean = () => true,
): PodPort | undefined {
  for (const service of view.list(tokenNamed('Service')).filter(isService)) {
    const port = listAt(service.outputs, 'spec.ports').filter(isProperties).find(isMeant)
    const target = port
      ? podFor(view, service, textAt(port, 'targetPort') ?? numberAt(port, 'targetPort'))
      : undefined
    if (target) return target
  }
  return undefined
}

function podFor(view: View, service: CloudObject, target: string | number | undefined): PodPort | undefined {
  const selector = Object.entries(propertiesAt(service.outputs, 'spec.selector'))
  const [namespace = ''] = service.id.split('/')
  const selected = view
    .list(tokenNamed('Pod'))
    .filter(
      ({ id, outputs }) =>
        id.startsWith(`${namespace}/`) && selector.every(([key, value]) => labelOf(outputs, key) === value),
    )
  for (const pod of selected) {
    const found = podPort(view, pod)
    const port = typeof target === 'string' ? portsOf(pod.outputs)[target] : target
    if (found && port !== undefined) return { ...found, port }
  }
  return undefined
}

/** A pod with its release, if it is ready. */
export function podPort(view: View, pod: CloudObject): Omit<PodPort, 'port'> | undefined {
  const release = view.list(RELEASE).find((it) => ownerKey(it) === pod.owner)
  if (!release || !isReady(podStatus(pod.outputs, release, view.settings))) return undefined
  return { pod, release, component: labelOf(pod.outputs, 'app.kubernetes.io/component') ?? '' }
}
