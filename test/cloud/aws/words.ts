/** AWS's refusals as the provider passes them on. */
import { filledIn } from '../frame/bad-end.ts'
import { bridgeWords, timeoutWords } from '../frame/bridge-words.ts'
import type { Operation, Words } from '../frame/definition.ts'
import { freshHex } from '../frame/world.ts'
import { version } from './version.ts'

/** Codes that AWS's SDK has no type for, and prints in another form. EC2 has a type for none. */
const untyped = new Set([
  ...['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'ValidationError', 'Throttling'],
  ...['InvalidParameterValue', 'InvalidParameterCombination', 'InvalidClientTokenId', 'ExpiredToken'],
  ...['InternalFailure', 'SignatureDoesNotMatch'],
])

/** An API's answer in the words of AWS's SDK for Go. */
export function apiError(
  { service, name }: Pick<Operation, 'service' | 'name'>,
  refusal: { readonly code: string; readonly message: string; readonly status: number },
): string {
  const api = service === 'EC2' || untyped.has(refusal.code) ? 'api error ' : ''
  return (
    `operation error ${service}: ${name}, https response error StatusCode: ${refusal.status}, ` +
    `RequestID: ${requestId()}, ${api}${refusal.code}: ${refusal.message}`
  )
}

function requestId(): string {
  return freshHex(32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

export const words: Words = {
  ...bridgeWords(`aws@${version}`),
  refusal: (operation, subject, refusal) =>
    `${filledIn(operation.doing, subject)}: ${apiError(operation, refusal)}`,
  timedOut: (operation, subject, { status }, minutes) => {
    const target = operation.name.startsWith('Delete') ? 'destroyed' : (status?.words.ready ?? 'available')
    const last = operation.name.startsWith('Create')
      ? (status?.words.creating ?? 'pending')
      : operation.name.startsWith('Delete')
        ? (status?.words.deleting ?? 'deleting')
        : (status?.words.updating ?? 'pending')
    const doing = filledIn(operation.doing, subject).replace(/^(creating|updating|deleting) /, '')
    const verb = operation.name.startsWith('Create')
      ? 'create'
      : operation.name.startsWith('Delete')
        ? 'delete'
        : 'update'
    return `waiting for ${doing} ${verb}: ${timeoutWords(target, last, minutes)}`
  },
}
