/** How much of what a cloud limits a deployment takes, and whether that is left. Pure. */
import type { PreflightFinding } from '../inquiry-contract.ts'
import { type Answer, valueOr } from './answers.ts'
import type { About } from './findings.ts'

export interface QuotaUse {
  /** What people call it: `VPCs`. */
  readonly what: string
  /** What the cloud calls it: `L-F678F1CE`. */
  readonly code: string
  readonly need: number
  /** With these it goes on while nodes are replaced. */
  readonly better?: number
  readonly limit: Answer<number>
  /** Of all that is there; missing where the cloud has no answer. */
  readonly used?: Answer<number>
  /** What of it is of this deployment already. */
  readonly ours: Answer<number>
}

interface QuotaWords {
  readonly about: About
  /** `AWS` */
  readonly cloud: string
  /** What has the limits: `account`. */
  readonly owner: string
  /** Where more can be asked for. */
  readonly page: string
  /** Flags that take what is there. */
  readonly instead: string
  /** What to do when nobody tells. */
  readonly allow: string
}

/** One finding for all quotas: whoever asks for more asks once. */
export function quotaFinding(quotas: readonly QuotaUse[], words: QuotaWords): PreflightFinding {
  const { about, cloud, owner, page, instead, allow } = words
  const short = quotas.flatMap((quota) => shortage(quota) ?? [])
  if (short.length > 0)
    return {
      ...{ ...about, verdict: 'fail', message: `This ${owner} has not enough left: ${short.join('; ')}.` },
      fix: [
        `Ask for more: ${page}`,
        `Or take what is there: ${instead}; or smaller nodes: --node-type, --nodes`,
      ],
    }
  const unknown = quotas.filter(({ limit, used }) => 'refusal' in limit || (used && 'refusal' in used))
  if (unknown.length > 0)
    return {
      ...{ ...about, verdict: 'warn' },
      message: `Whether enough is left of these could not be checked: ${unknown.map(({ what }) => what).join(', ')}.`,
      fix: [`${allow}, or see ${page}`],
    }
  const tight = quotas.find(({ better = 0, limit }) => better > valueOr(limit, better))
  if (tight)
    return {
      ...{ ...about, verdict: 'warn' },
      message: `Enough is left to begin with, but not to replace nodes later: that takes ${tight.better} ${tight.what}, and this ${owner} may have ${valueOr(tight.limit, 0)} (${tight.code}).`,
      fix: [`Ask for more: ${page}`],
    }
  return { ...about, verdict: 'pass', message: `Enough is left of all that ${cloud} limits.`, fix: [] }
}

/** What of this deployment is there already needs no room. */
function shortage({ what, code, need, limit, used, ours }: QuotaUse): string | undefined {
  if ('refusal' in limit || (used && 'refusal' in used)) return undefined
  const missing = Math.max(0, need - valueOr(ours, 0))
  const taken = valueOr(used, 0)
  if (taken + missing <= limit.value) return undefined
  const inUse = used === undefined ? 'at most' : `${taken} in use of`
  return `${what}: ${missing} needed, ${inUse} ${limit.value} (${code})`
}
