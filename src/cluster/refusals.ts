/** From what a cluster or the way to it says to our words. */
import {
  clusterForbidden,
  clusterLoginRefused,
  clusterNotTrusted,
  clusterRefused,
  clusterUnreachable,
} from '../errors/cluster.ts'
import { interrupted } from '../errors/deployment.ts'
import { messageOf, systemCodeOf, ZenError } from '../errors/zen-error.ts'
import type { Question } from './exchange.ts'
import { textAt } from './fields.ts'

/** Codes of Node.js for certificates that prove nothing: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|^ERR_SSL_|HOSTNAME_MISMATCH/

/** The error for a question that got no answer. */
export function silence(error: unknown, where: string, signal: AbortSignal | undefined): ZenError {
  if (error instanceof ZenError) return error
  if (signal?.aborted) return interrupted(['Run the same command again to continue.'])
  const code = systemCodeOf(error) ?? ''
  const words = messageOf(error) || code
  return untrusted.test(code) ? clusterNotTrusted(where, words) : clusterUnreachable(where, words)
}

/** The error for an answer that is a refusal. @param words its body */
export function refusal(status: number, words: string, question: Question, where: string): ZenError {
  const foreign = sentenceOf(words)
  if (status === 401) return clusterLoginRefused(where, foreign)
  const what = aim(question)
  if (status === 403) return clusterForbidden(what, where, foreign)
  return clusterRefused(what, where, status, foreign)
}

/** Refusals are objects of the kind `Status`; what stands in front of a cluster answers pages. */
function sentenceOf(words: string): string {
  try {
    return textAt(JSON.parse(words), 'message') || words
  } catch {
    return words.slice(0, 500)
  }
}

const verbs = { GET: 'read', POST: 'make', PUT: 'change', PATCH: 'change', DELETE: 'delete' } as const

/** Completes "could not …": `read pods in namespace zen-a`. */
function aim({ method, path }: Question): string {
  const [, namespace, rest = ''] =
    /^\/(?:api|apis\/[^/]+)\/[^/]+(?:\/namespaces\/([^/?]+)(?=\/))?\/([^?]*)/.exec(path) ?? []
  const [resource, , part] = rest.split('/')
  if (!resource) return `${verbs[method]} ${path.replace(/\?.*/, '')}`
  const place = namespace === undefined ? '' : ` in namespace ${namespace}`
  return `${verbs[method]} ${part ? `${resource}/${part}` : resource}${place}`
}
