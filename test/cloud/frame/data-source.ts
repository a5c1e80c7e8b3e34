import { badEnd } from './bad-end.ts'
import type { Caller } from './call.ts'
import { missingEntry } from './cloud-error.ts'
import { meetBefore } from './faults.ts'
import { performed } from './performed.ts'
import { type Properties, textAt } from './properties.ts'
import { throttled } from './throttle.ts'

/** Asks the cloud something: a data source of its provider. @param token `aws:ec2/getVpcs:getVpcs` */
export function invoke(caller: Caller, token: string, args: Properties): Promise<Properties> {
  const { definition, world, session } = caller
  const source = definition.functions[token]
  if (!source) throw missingEntry('function', token)
  const region = source.place ?? textAt(args, 'region') ?? session.region
  const { operation } = source
  return performed(caller, 'invoke', { urn: '', type: token, name: '', region }, async ({ fault }) => {
    try {
      await meetBefore(fault)
      await throttled(caller, operation, fault)
      const more = await source.ready?.(caller)
      return world.visit(definition, session.identity.account, region, (view) => {
        definition.permit(session, operation)
        return source.answer({ ...args, ...more }, view, session)
      })
    } catch (error) {
      throw badEnd({ caller, verb: 'invoke', operation, urn: token, subject: args }, error)
    }
  })
}
