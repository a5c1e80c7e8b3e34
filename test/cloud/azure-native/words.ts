/**
 * Azure's refusals as the provider passes them on: https://github.com/pulumi/pulumi-azure-native
 * (provider/pkg/azure/client_azcore.go).
 */
import { filledIn } from '../frame/bad-end.ts'
import type { Refusal } from '../frame/cloud-error.ts'
import type { Words } from '../frame/definition.ts'

/** `Status=409 Code="Conflict" Message="…"` */
function said({ status, code, message }: Pick<Refusal, 'status' | 'code' | 'message'>): string {
  return `Status=${status} Code="${code}" Message="${message}"`
}

export const words: Words = {
  problem: (_name, _path, reason) => reason,
  // What functions do is told, what resources do is not.
  refusal: ({ doing }, subject, refusal) =>
    doing === '' ? said(refusal) : `request failed ${filledIn(doing, subject)}: ${said(refusal)}`,
  failed: (_verb, _urn, sentence) => sentence,
  unfinished: (_verb, _urn, sentence) => sentence,
  timedOut: () => 'context deadline exceeded',
}
