import type { ResourceType } from '../frame/definition.ts'
import { instantly } from '../frame/fields.ts'
import { textAt } from '../frame/properties.ts'
import { freshHex } from '../frame/world.ts'
import { arn, operations } from './fields.ts'

/**
 * A kind of thing that the cloud makes in the course of something else, and that programs don't: enough for a test to
 * put one there by hand, and to take it away.
 * @param token `aws:ebs/volume:Volume`
 */
export function leftover(token: string): ResourceType {
  const [, module = '', thing = ''] = /^aws:(\w+)\/\w+:(\w+)$/.exec(token) ?? []
  return {
    token,
    operations: operations(module.toUpperCase(), thing, [
      `Create${thing}`,
      `Describe${thing}s`,
      `Modify${thing}`,
      `Delete${thing}`,
    ]),
    tagged: true,
    required: [],
    replaceOn: [],
    minutes: instantly,
    make: ({ inputs, view }) => {
      const id = textAt(inputs, 'name') ?? `${thing.toLowerCase()}-${freshHex(17)}`
      return { id, outputs: { arn: arn(view, module, `${thing.toLowerCase()}/${id}`) } }
    },
  }
}
