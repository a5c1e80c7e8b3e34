/** What people call a resource: its type in Pulumi's words, made short. */
import { fieldOf, textOf } from './json-fields.ts'
import { nameIn, releaseType } from './stack-names.ts'

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

/** What people know it by: `namespace zen-team`. The name in the program will do where the thing has none of its own. */
export function resourceLabel(type: string, urn: string, inputs: unknown): string {
  const own = textOf(fieldOf(inputs, 'metadata'), 'name') ?? textOf(inputs, 'name')
  return `${resourceWords(type)} ${own ?? nameIn(urn)}`
}
