import type { ResourceType } from '../frame/definition.ts'
import { instantly } from '../frame/fields.ts'
import { textAt } from '../frame/properties.ts'
import { freshHex } from '../frame/world.ts'
import { operations, selfLink, usualNames } from './fields.ts'

/**
 * A kind of thing that the cloud makes in the course of something else, and that programs don't: enough for a test to
 * put one there by hand, and to take it away.
 * @param token `gcp:compute/firewall:Firewall` @param path what is before its name, of the project @param plural `firewalls`
 */
export function leftover(token: string, path: string, plural: string): ResourceType {
  const thing = token.slice(token.lastIndexOf(':') + 1)
  return {
    token,
    operations: operations('compute', thing, usualNames(plural)),
    place: 'global',
    required: [],
    replaceOn: [],
    minutes: instantly,
    make: ({ inputs, view }) => {
      const name = textAt(inputs, 'name') ?? `${thing.toLowerCase()}-${freshHex(8)}`
      const where = path.replace('{zone}', textAt(inputs, 'zone') ?? 'europe-west1-b')
      const id = `projects/${view.account}/${where}/${plural}/${name}`
      return { id, outputs: { name, selfLink: selfLink(id) } }
    },
  }
}
