/**
 * How failures look that come through Pulumi's bridge to Terraform's providers, which says each of them twice:
 * https://github.com/pulumi/pulumi-terraform-bridge (pkg/tfbridge/provider.go, check_failures.go).
 */
import type { Words } from './definition.ts'

const gerunds = {
  create: 'creating',
  read: 'refreshing',
  update: 'updating',
  delete: 'deleting',
  invoke: 'invoking',
}

const listed = (sentence: string) => `1 error occurred:\n\t* ${sentence}\n\n`

/** @param provider `aws@7.48.0` */
export function bridgeWords(provider: string): Pick<Words, 'problem' | 'failed' | 'unfinished' | 'logged'> {
  return {
    problem: (name, path, reason) =>
      reason.startsWith('Missing required') ? reason : `${reason}. Examine values at '${name}.${path}'.`,
    failed: (verb, urn, sentence) =>
      verb === 'create' ? listed(sentence) : `${gerunds[verb]} ${urn}: ${listed(sentence)}`,
    unfinished: (verb, urn, sentence) => `${gerunds[verb]} ${urn}: ${listed(sentence)}`,
    logged: (sentence) => `  sdk-v2/provider2.go:572: sdk.helper_schema: ${sentence}: provider=${provider}`,
  }
}

/** How long a wait was, in the words of that provider's library. @param last phase that was seen */
export function timeoutWords(target: string, last: string, minutes: number): string {
  return `timeout while waiting for state to become '${target}' (last state: '${last}', timeout: ${minutes}m0s)`
}
