/** Services that a subscription may use: each has to be registered once. */
import { Refusal } from '../frame/cloud-error.ts'
import type { Session } from '../frame/definition.ts'
import type { View } from '../frame/view.ts'
import { namespaces } from './catalogue.ts'
import * as kinds from './kinds.ts'
import { isDenied } from './permissions.ts'

export function isRegistered(view: View, namespace: string): boolean {
  return (
    !namespaces.includes(namespace) ||
    view.find(kinds.registration, namespace)?.outputs['registrationState'] === 'Registered'
  )
}

export function register(view: View, namespace: string): void {
  const found = view.find(kinds.registration, namespace)
  if (found) view.change(found, { outputs: { ...found.outputs, registrationState: 'Registered' } })
}

/**
 * Azure's SDK registers by itself what is missing, where the caller may.
 * @throws what Azure says when it may not
 */
export function judgeRegistration(
  view: View,
  { identity }: Pick<Session, 'identity'>,
  namespace: string,
): void {
  if (isRegistered(view, namespace)) return
  if (isDenied(identity, `${namespace}/register/action`)) {
    const words = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`
    throw new Refusal('MissingSubscriptionRegistration', words, 409)
  }
  register(view, namespace)
}

/** Of a new subscription, in which somebody used all of these before. */
export function furnish(view: View): void {
  for (const namespace of namespaces)
    view.add({
      ...{ type: kinds.registration, id: namespace, madeBy: 'account', inputs: {} },
      outputs: { namespace, registrationState: 'Registered' },
    })
}
