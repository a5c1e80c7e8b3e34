import type { VolumeMaker } from '../shared/cluster-objects.ts'
import type { Cloud } from './cloud.ts'

/** Labelled like everything: https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/gce-pd-csi-driver */
export function volumeMaker({ gcp }: Cloud): VolumeMaker {
  const labels = Object.entries(gcp.labels).map(([key, value]) => `${key}=${value}`)
  return {
    provisioner: 'pd.csi.storage.gke.io',
    parameters: { type: 'pd-balanced', labels: labels.join(',') },
  }
}
