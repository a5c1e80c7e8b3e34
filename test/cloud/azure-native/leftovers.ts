import type { ResourceType } from '../frame/definition.ts'
import { instantly } from '../frame/fields.ts'
import { textAt } from '../frame/properties.ts'
import { freshHex } from '../frame/world.ts'
import { operationsOf } from './resource.ts'

/**
 * A kind of thing that the cloud makes in the course of something else, and that programs don't: enough for a test to
 * put one there by hand, and to take it away.
 * @param token `azure-native:compute:Disk`
 */
export function leftover(token: string): ResourceType {
  const thing = token.split(':').at(-1) ?? ''
  return {
    token,
    operations: operationsOf(`Microsoft.Anything/${thing}`),
    place: 'global',
    tagged: true,
    required: [],
    replaceOn: [],
    minutes: instantly,
    make: ({ inputs }) => ({
      id: textAt(inputs, 'id') ?? `/subscriptions/somewhere/${thing}/${freshHex(8)}`,
    }),
  }
}
