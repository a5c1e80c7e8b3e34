/** What people call a resource: its type in Pulumi's words, made short. */
import { releaseType } from './stack-names.ts'

const usual: Readonly<Record<string, string>> = {
  [releaseType]: 'Helm release',
}

/** @param type `kubernetes:core/v1:PersistentVolumeClaim` gives `persistent volume claim` */
export function resourceWords(type: string): string {
  const known = usual[type]
  if (known !== undefined) return known
  const kind = type.slice(type.lastIndexOf(':') + 1)
  return kind.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
}
