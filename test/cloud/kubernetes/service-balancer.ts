/** Load balancers that services of a cluster get from the cloud around it. */
import { propertiesAt } from '../frame/properties.ts'
import type { Ingress } from '../frame/public-side.ts'
import type { CloudObject, View } from '../frame/view.ts'
import { surroundingsOf } from './surroundings.ts'

/** @param id of the service: `namespace/name` */
export function balancerFor(
  view: View,
  id: string,
  service: Pick<CloudObject, 'inputs'>,
): readonly Ingress[] {
  const around = surroundingsOf(view)
  if (!around) return []
  const annotations = propertiesAt(service.inputs, 'metadata.annotations')
  const spec = propertiesAt(service.inputs, 'spec')
  return [around.cloud.balance(around.cluster, { id, annotations, spec }, around.view)]
}

/** When the cluster goes first, nobody does that. */
export function dropBalancer({ id }: CloudObject, view: View): void {
  const around = surroundingsOf(view)
  around?.cloud.unbalance(around.cluster, { id }, around.view)
}
