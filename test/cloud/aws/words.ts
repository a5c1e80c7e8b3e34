/**
 * AWS's refusals as the provider passes them on. The provider is Terraform's, in Pulumi's bridge, which says each
 * failure twice: https://github.com/pulumi/pulumi-terraform-bridge (pkg/tfbridge/provider.go, check_failures.go).
 */
import { filledIn } from '../frame/bad-end.ts'
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

const listed = (sentence: string) => `1 error occurred:\n\t* ${sentence}\n\n`
const gerunds = {
  create: 'creating',
  read: 'refreshing',
  update: 'updating',
  delete: 'deleting',
  invoke: 'invoking',
}

export const words: Words = {
  problem: (name, path, reason) =>
    reason.startsWith('Missing required') ? reason : `${reason}. Examine values at '${name}.${path}'.`,
  refusal: (operation, subject, refusal) =>
    `${filledIn(operation.doing, subject)}: ${apiError(operation, refusal)}`,
  failed: (verb, urn, sentence) =>
    verb === 'create' ? listed(sentence) : `${gerunds[verb]} ${urn}: ${listed(sentence)}`,
  unfinished: (verb, urn, sentence) => `${gerunds[verb]} ${urn}: ${listed(sentence)}`,
  logged: (sentence) => `  sdk-v2/provider2.go:572: sdk.helper_schema: ${sentence}: provider=aws@${version}`,
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
    return `waiting for ${doing} ${verb}: timeout while waiting for state to become '${target}' (last state: '${last}', timeout: ${minutes}m0s)`
  },
}
