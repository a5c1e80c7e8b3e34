/** What people call a resource: its type in Pulumi's words, made short. */
import { fieldOf, textOf } from './json-fields.ts'
import { nameIn, releaseType } from './stack-names.ts'

const usual: Readonly<Record<string, string>> = {
  [releaseType]: 'Helm release',
}

/**
 * @param type `kubernetes:core/v1:PersistentVolumeClaim` gives `persistent volume claim`, `aws:eks/cluster:Cluster` gives
 * `EKS cluster`
 */
export function resourceWords(type: string): string {
  const known = usual[type]
  if (known !== undefined) return known
  const kind = type.slice(type.lastIndexOf(':') + 1)
  const words = kind.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return [...serviceOf(type), words.replaceAll(initials, (letters) => letters.toUpperCase())].join(' ')
}

/** Said by people as letters. */
const initials = /\b(api|dns|eip|iam|ip|nat|oidc|sql|vpc)\b/g

/** The part of a cloud that people know by its letters: `EKS`. */
function serviceOf(type: string): readonly string[] {
  const [, service] = /^\w+:([a-z0-9]{2,3})\/[a-z]\w+:/.exec(type) ?? []
  // Nobody says "LB load balancer".
  return service === undefined || service === 'lb' ? [] : [service.toUpperCase()]
}

/** What people know it by: `namespace zen-team`. The name in the program will do where the thing has none of its own. */
export function resourceLabel(type: string, urn: string, inputs: unknown): string {
  const own = textOf(fieldOf(inputs, 'metadata'), 'name') ?? textOf(inputs, 'name')
  return `${resourceWords(type)} ${own ?? nameIn(urn)}`
}
