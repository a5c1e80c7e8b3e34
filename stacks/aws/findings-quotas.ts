import type { PreflightFinding } from '../program-contract.ts'
import { valueOr } from './answers.ts'
import type { QuotaUse } from './preflight-quotas.ts'

const common = { id: 'aws-quotas', title: 'Quotas at AWS' } as const

/** One finding for all quotas: whoever asks for more asks once. */
export function quotaFinding(quotas: readonly QuotaUse[]): PreflightFinding {
  const short = quotas.flatMap((quota) => shortage(quota) ?? [])
  if (short.length > 0)
    return {
      ...{ ...common, verdict: 'fail', message: `This account has not enough left: ${short.join('; ')}.` },
      fix: [
        'Ask for more: https://console.aws.amazon.com/servicequotas/',
        'Or take what is there: --vpc-id, --cluster; or smaller nodes: --node-type, --nodes',
      ],
    }
  const unknown = quotas.filter(({ limit, used }) => 'refusal' in limit || (used && 'refusal' in used))
  if (unknown.length > 0)
    return {
      ...{ ...common, verdict: 'warn' },
      message: `Whether enough is left of these could not be checked: ${unknown.map(({ what }) => what).join(', ')}.`,
      fix: ['Allow servicequotas:GetServiceQuota, or see https://console.aws.amazon.com/servicequotas/'],
    }
  const tight = quotas.find(({ better = 0, limit }) => better > valueOr(limit, better))
  if (tight)
    return {
      ...{ ...common, verdict: 'warn' },
      message: `Enough is left to begin with, but not to replace nodes later: that takes ${tight.better} ${tight.what}, and this account may have ${valueOr(tight.limit, 0)} (${tight.code}).`,
      fix: ['Ask for more: https://console.aws.amazon.com/servicequotas/'],
    }
  return { ...common, verdict: 'pass', message: 'Enough is left of all that AWS limits.', fix: [] }
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
