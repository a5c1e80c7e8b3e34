/** What a principal may do: everything but what its identity denies. */
import { ProviderError, Refusal } from '../frame/cloud-error.ts'
import type { Operation, Session } from '../frame/definition.ts'
import { like } from '../frame/faults.ts'
import type { Identity } from '../frame/identity.ts'
import { textAt } from '../frame/properties.ts'

/** `Microsoft.Network/virtualNetworks/write` */
function actionOf({ service, name }: Pick<Operation, 'service' | 'name'>): string {
  return `${service}/${name}`
}

export function isDenied({ denied = [] }: Identity, action: string): boolean {
  return denied.some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()))
}

/** Where a sign-in that came to nothing is kept: nobody notices before something is asked. */
export const signInProblem = '__signInProblem'

/** @throws what Azure answers to who may not, or is not known */
export function permit(session: Session, operation: Operation): void {
  const problem = textAt(session.config, signInProblem)
  if (problem !== undefined) throw new ProviderError(problem)
  const unknown = textAt(session.config, '__unknownSubscription')
  if (unknown !== undefined && operation.service !== 'sign-in')
    throw new Refusal('SubscriptionNotFound', `The subscription '${unknown}' could not be found.`, 404)
  const action = actionOf(operation)
  if (isDenied(session.identity, action)) throw forbidden(session.identity, action)
}

/** @param scope id of what it was about */
function forbidden({ principal, account, credentials }: Identity, action: string): Refusal {
  const who = `The client '${credentials['clientId'] ?? principal}' with object id '${principal}'`
  const what = `does not have authorization to perform action '${action}' over scope '/subscriptions/${account}'`
  const hint = 'If access was recently granted, please refresh your credentials.'
  return new Refusal('AuthorizationFailed', `${who} ${what} or the scope is invalid. ${hint}`, 403)
}
