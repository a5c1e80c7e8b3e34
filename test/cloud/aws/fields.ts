/** What tables say again and again. */

import type { Operation } from '../frame/definition.ts'
import { refuse } from '../frame/fields.ts'
import type { CloudObject, View } from '../frame/view.ts'
import { freshHex } from '../frame/world.ts'

type Names = readonly [create: string, read: string, update: string, remove: string]

/**
 * The four operations of a kind of thing.
 * @param thing as the provider calls it: `EC2 VPC`; with `({name})` behind it where it is named before it has an id
 */
export function operations(service: string, thing: string, [create, read, update, remove]: Names) {
  const bare = thing.replace(/ \(\{\w+\}\)$/, '')
  const operation = (name: string, doing: string): Operation => ({ service, name, doing })
  return {
    create: operation(create, `creating ${thing}`),
    read: operation(read, `reading ${bare} ({id})`),
    update: operation(update, `updating ${bare} ({id})`),
    delete: operation(remove, `deleting ${bare} ({id})`),
  }
}

/** `vpc-0a1b…`: 17 digits behind the prefix, as EC2 numbers its things. */
export function ec2Id(prefix: string): string {
  return `${prefix}-${freshHex(17)}`
}

export function arn(view: View, service: string, resource: string): string {
  const region = service === 'iam' ? '' : view.region
  return `arn:aws:${service}:${region}:${view.account}:${resource}`
}

/** The object that an input names. @throws as EC2 does when it is not there */
export function needed(
  view: View,
  type: string,
  id: string | undefined,
  code: string,
  thing: string,
): CloudObject {
  const found = id === undefined ? undefined : view.find(type, id)
  return found ?? refuse(code, `The ${thing} '${id}' does not exist`)
}
