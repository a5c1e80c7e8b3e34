/** What a principal may do: everything but what its identity denies. */
import { Refusal } from '../frame/cloud-error.ts'
import type { Operation, Session } from '../frame/definition.ts'
import { like } from '../frame/faults.ts'
import type { Identity } from '../frame/identity.ts'

/** Prefixes of actions, by services as the provider prints them. */
const prefixes: Readonly<Record<string, string>> = {
  'Elastic Load Balancing v2': 'elasticloadbalancing',
  'Auto Scaling': 'autoscaling',
  'Resource Groups Tagging API': 'tag',
  'Service Quotas': 'servicequotas',
  'CloudWatch Logs': 'logs',
}

function actionOf({ service, name }: Pick<Operation, 'service' | 'name'>): string {
  return `${prefixes[service] ?? service.toLowerCase()}:${name}`
}

export function isDenied({ denied = [] }: Identity, action: string): boolean {
  return denied.some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()))
}

/** @throws what AWS answers to who may not */
export function permit({ identity, region }: Session, operation: Operation): void {
  const action = actionOf(operation)
  if (!isDenied(identity, action)) return
  const resource = `arn:aws:${action.split(':')[0]}:${region}:${identity.account}:*`
  const who = `User: ${identity.principal} is not authorized to perform: ${action} on resource: ${resource}`
  const why = `because no identity-based policy allows the ${action} action`
  if (operation.service === 'EC2') {
    const words = `You are not authorized to perform this operation. ${who} ${why}. Encoded authorization failure message: uqU6-`
    throw new Refusal('UnauthorizedOperation', words, 403)
  }
  throw new Refusal(
    operation.service === 'EKS' ? 'AccessDeniedException' : 'AccessDenied',
    `${who} ${why}`,
    403,
  )
}
