import type { Finding } from '../../stacks/contract.ts'
import type { Cluster } from './cluster.ts'
import { textAt } from './fields.ts'
import { fail, pass } from './finding.ts'

/** Both names are in use: https://kubernetes.io/docs/tasks/administer-cluster/change-default-storage-class/ */
const defaultMarks = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
]

/** Whether the cluster can make the volumes: by the StorageClass of that name, or by its default one. */
export async function checkStorage(
  { api }: Cluster,
  wanted: string | undefined,
  signal?: AbortSignal,
): Promise<Finding> {
  const classes = await api.list('/apis/storage.k8s.io/v1/storageclasses', { signal })
  const names = classes.map((it) => textAt(it, 'metadata', 'name'))
  const choose =
    names.length > 0
      ? `Choose one of them with --storage-class NAME: ${names.join(', ')}`
      : 'Install one: https://kubernetes.io/docs/concepts/storage/storage-classes/'
  const elsewhere = 'Or do without volumes, with a database outside the cluster: --database URL'
  if (wanted !== undefined) {
    return names.includes(wanted)
      ? pass(`The StorageClass ${wanted} is there.`)
      : fail(`The cluster has no StorageClass called "${wanted}".`, choose, elsewhere)
  }
  const standard = classes.find(isDefault)
  return standard
    ? pass(`Volumes come from the StorageClass ${textAt(standard, 'metadata', 'name')}.`)
    : fail('The cluster has no default StorageClass, from which volumes would come.', choose, elsewhere)
}

function isDefault(storageClass: unknown): boolean {
  return defaultMarks.some((mark) => textAt(storageClass, 'metadata', 'annotations', mark) === 'true')
}
