/** From a login to what a program makes inside a cluster that a cloud runs. */
import { type Output, output, type Resource } from '@pulumi/pulumi'
import type { ClusterPlace, ProgramRequest } from '../program-contract.ts'
import { namespaceOf, releaseOf } from '../server-spec.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { clusterProvider, namespaceIn, type VolumeMaker, volumes } from './cluster-objects.ts'
import { goneKubeconfig } from './kubeconfig.ts'

export interface Entering {
  /** A login of now; not asked for where the cluster is gone. */
  readonly login: () => Output<string>
  /** What the cloud calls the cluster. */
  readonly identifier: string
  /** What has to be there before anything runs in it. */
  readonly ready: readonly Resource[]
  /** Of a cluster that is ours. */
  readonly volumes?: VolumeMaker | undefined
  readonly hasNamespace: boolean
}

export interface Entered {
  readonly place: Output<ClusterPlace>
  /** Where there is a namespace. */
  readonly access?: ClusterAccess
}

export function enter({ spec, announce, placeGone }: ProgramRequest, entering: Entering): Entered {
  const isGone = placeGone === true
  const kubeconfig = isGone ? output(goneKubeconfig) : entering.login()
  const provider = clusterProvider({ kubeconfig, identifier: entering.identifier, isGone })
  const place = kubeconfig.apply((kubeconfigText) => ({
    cluster: { kubeconfigText },
    namespace: namespaceOf(spec),
    release: releaseOf(spec),
  }))
  if (!isGone) place.apply(announce)
  if (!entering.hasNamespace) return { place }
  const { ready } = entering
  const classes = entering.volumes ? [volumes(entering.volumes, provider, ready)] : []
  return { access: namespaceIn(spec, provider, [...ready, ...classes]), place }
}
