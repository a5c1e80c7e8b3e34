/** The cloud around a cluster: where what is in the cluster is kept, and how the cluster asks its cloud for things. */
import type { PublicSide } from '../frame/public-side.ts'
import type { CloudObject, View } from '../frame/view.ts'
import { clouds } from './clouds.ts'

/** What a cluster's own place is called: whose it is, where, and which one of that name. */
export function placeOf(cloud: PublicSide, cluster: CloudObject): string {
  const host = new URL(cloud.endpointOf(cluster) ?? 'https://nowhere').host
  return [cloud.package, cluster.region, cluster.id, host].map(encodeURIComponent).join('/')
}

export interface Surroundings {
  readonly cloud: PublicSide
  readonly cluster: CloudObject
  /** Of the cloud, where the cluster is. */
  readonly view: View
}

/** `undefined` when the cluster is gone. @param view of what is in the cluster */
export function surroundingsOf(view: View): Surroundings | undefined {
  const [name = '', region = '', id = ''] = view.region.split('/').map(decodeURIComponent)
  const cloud = clouds.find((it) => it.package === name)
  const around = view.elsewhere({ package: name, region })
  const cluster = cloud && around.find(cloud.clusterType, id)
  return cloud && cluster && { cloud, cluster, view: around }
}
