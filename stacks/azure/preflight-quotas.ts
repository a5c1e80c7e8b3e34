/** How much of what Azure limits a deployment takes, and how much is taken. */
import { type Answer, asked, valueOr } from '../shared/answers.ts'
import type { QuotaUse } from '../shared/quotas.ts'
import { apiVersions } from './api-versions.ts'
import { listIn, numberIn, textIn } from './fields.ts'
import type { Management } from './management.ts'
import type { MachineOffer, Offers } from './preflight-offers.ts'
import type { AzureSpec } from './spec/azure-spec.ts'

interface Usage {
  readonly limit: number
  readonly used: number
}

export async function quotasFor(
  management: Management,
  home: string,
  azure: AzureSpec,
  { offers, nodes }: { readonly offers: Promise<Offers>; readonly nodes: Promise<Answer<number>> },
): Promise<readonly QuotaUse[]> {
  const [compute, network, { machine }, running] = await Promise.all([
    asked(
      usagesOf(
        management,
        `${home}/providers/Microsoft.Compute/locations/${azure.region}`,
        apiVersions.usages,
      ),
    ),
    asked(
      usagesOf(
        management,
        `${home}/providers/Microsoft.Network/locations/${azure.region}`,
        apiVersions.network,
      ),
    ),
    offers,
    nodes,
  ])
  return [
    ...processorUses(azure, { compute, machine: valueOr(machine, undefined), running }),
    ...addressUses(azure, { network, running }),
  ]
}

async function usagesOf(management: Management, place: string, version: string) {
  const found = await management.get(`${place}/usages`, version)
  return new Map(
    listIn(found, 'value').map((usage) => [
      textIn(usage, 'name.value').toLowerCase(),
      { limit: numberIn(usage, 'limit'), used: numberIn(usage, 'currentValue') },
    ]),
  )
}

type Usages = Answer<ReadonlyMap<string, Usage>>

interface Processors {
  readonly compute: Usages
  readonly machine: MachineOffer | undefined
  readonly running: Answer<number>
}

/** In all, and of that kind: both are limited. One node more is there while nodes are replaced. */
function processorUses(
  { cluster }: AzureSpec,
  { compute, machine, running }: Processors,
): readonly QuotaUse[] {
  if (cluster.kind === 'existing' || !machine) return []
  const { cores, family } = machine
  const ours = { value: cores * valueOr(running, 0) }
  return [
    ['cores', 'processors (vCPU) in all'],
    [family, `processors (vCPU) of ${cluster.nodeType}`],
  ].map(([code = '', what = '']) => ({
    ...{ what, code, ours, need: cores * cluster.nodes, better: cores * (cluster.nodes + 1) },
    ...usageOf(compute, code),
  }))
}

interface Addresses {
  readonly network: Usages
  readonly running: Answer<number>
}

/** One for the way out of the cluster, one for the server. */
function addressUses({ cluster, server }: AzureSpec, { network, running }: Addresses): readonly QuotaUse[] {
  const need = (cluster.kind === 'new' ? 1 : 0) + (server.exposure.kind === 'load-balancer' ? 1 : 0)
  if (need === 0) return []
  const code = 'StandardSkuPublicIpAddresses'
  const ours = { value: valueOr(running, 0) > 0 ? need : 0 }
  return [{ what: 'public IP addresses', code, need, ours, ...usageOf(network, code) }]
}

/** Without a line of its own nothing is limited. */
function usageOf(usages: Usages, code: string): Pick<QuotaUse, 'limit' | 'used'> {
  if ('refusal' in usages) return { limit: usages, used: usages }
  const found = usages.value.get(code.toLowerCase())
  return { limit: { value: found?.limit ?? Number.POSITIVE_INFINITY }, used: { value: found?.used ?? 0 } }
}
