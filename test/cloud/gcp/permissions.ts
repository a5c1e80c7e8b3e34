/** What a principal may do: everything but what its identity denies. */
import { Refusal } from '../frame/cloud-error.ts'
import type { Operation, Session } from '../frame/definition.ts'
import { like } from '../frame/faults.ts'
import type { Identity } from '../frame/identity.ts'
import { textAt } from '../frame/properties.ts'

export function isDenied({ denied = [] }: Identity, permission: string): boolean {
  return denied.some((pattern) => like(pattern, permission))
}

/** @throws what Google Cloud answers to who may not, or asks about a project of others */
export function permit({ identity, config }: Session, { service, name }: Operation): void {
  const project = textAt(config, 'project') ?? identity.account
  if (project !== identity.account && service !== 'login')
    throw new Refusal('forbidden', `Permission denied on resource project ${project}.`, 403)
  const permission = `${service}.${name}`
  if (!isDenied(identity, permission)) return
  const resource = `projects/${project}`
  if (service === 'cloudsql')
    throw new Refusal('notAuthorized', 'The client is not authorized to make this request.', 403)
  if (service === 'iam')
    throw new Refusal(
      'forbidden',
      `Permission '${permission}' denied on resource (or it may not exist).`,
      403,
    )
  if (service === 'container')
    throw new Refusal('forbidden', `Required "${permission}" permission(s) for "${resource}".`, 403)
  throw new Refusal('forbidden', `Required '${permission}' permission for '${resource}'`, 403)
}
