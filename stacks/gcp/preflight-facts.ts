/** What Google Cloud is asked before anything is made. Only answers: what they mean is in `findings.ts`. */
import { type Answer, asked } from '../shared/answers.ts'
import type { OtherNetwork } from '../shared/network-range.ts'
import type { QuotaUse } from '../shared/quotas.ts'
import type { GoogleApi } from './google-api.ts'
import { at, textAt, textsAt } from './json.ts'
import { type ExistingPlace, existingPlace } from './preflight-existing.ts'
import { otherNetworks } from './preflight-networks.ts'
import { type Offers, offersFor } from './preflight-offers.ts'
import { quotasFor } from './preflight-quotas.ts'
import { apis, neededApis } from './spec/apis.ts'
import type { GcpSpec } from './spec/gcp-spec.ts'
import { accountEmail, accountId, resourceName } from './spec/names.ts'
import { neededPermissions } from './spec/permissions.ts'

export interface PreflightFacts {
  /** Whether there is a project, and whether it is alive. */
  readonly project: Answer<{ readonly state: string }>
  readonly hasBilling: Answer<boolean>
  /** APIs that are needed, and not enabled yet. */
  readonly disabledApis: Answer<readonly string[]>
  readonly offers: Offers
  readonly quotas: readonly QuotaUse[]
  /** Permissions that this login has not, out of those that are needed. */
  readonly denied: Answer<readonly string[]>
  /** Things with names of ours that are there, in people's words. */
  readonly taken: readonly string[]
  /** Of others, in the project; asked only where one is made. */
  readonly networks: Answer<readonly OtherNetwork[]>
  /** What was there before and is to be used. */
  readonly existing: ExistingPlace
}

export async function factsFor(api: GoogleApi, gcp: GcpSpec): Promise<PreflightFacts> {
  const { project } = gcp
  const [found, hasBilling, disabledApis, offers, denied, taken, networks, existing] = await Promise.all([
    asked(api.get('projects', `projects/${project}`)),
    asked(api.get('billing', `projects/${project}/billingInfo`)),
    asked(disabledOf(api, gcp)),
    offersFor(api, gcp),
    asked(deniedOf(api, gcp)),
    takenNames(api, gcp),
    asked(otherNetworks(api, gcp)),
    existingPlace(api, gcp),
  ])
  return {
    project: 'value' in found ? { value: { state: textAt(found.value, 'lifecycleState') } } : found,
    hasBilling:
      'value' in hasBilling ? { value: at(hasBilling.value, 'billingEnabled') === true } : hasBilling,
    ...{ disabledApis, offers, denied, taken, networks, existing },
    quotas: await quotasFor(api, gcp, offers),
  }
}

async function disabledOf(api: GoogleApi, gcp: GcpSpec): Promise<readonly string[]> {
  const enabled = await api.list(
    'services',
    `projects/${gcp.project}/services?filter=state:ENABLED&pageSize=200`,
    'services',
  )
  const names = enabled.map((service) => textAt(service, 'config.name'))
  return neededApis(gcp)
    .map((each) => apis[each])
    .filter((name) => !names.includes(name))
}

/** Google takes a hundred at once. */
const atOnce = 100

async function deniedOf(api: GoogleApi, gcp: GcpSpec): Promise<readonly string[]> {
  const needed = neededPermissions(gcp)
  const groups = Array.from({ length: Math.ceil(needed.length / atOnce) }, (_, at) =>
    needed.slice(at * atOnce, (at + 1) * atOnce),
  )
  const granted = await Promise.all(
    groups.map((permissions) =>
      api.post('projects', `projects/${gcp.project}:testIamPermissions`, { permissions }),
    ),
  )
  const has = new Set(granted.flatMap((answer) => textsAt(answer, 'permissions')))
  return needed.filter((permission) => !has.has(permission))
}

/** What can't be seen is found out when it is made. */
async function takenNames(api: GoogleApi, gcp: GcpSpec): Promise<readonly string[]> {
  const { project, name, network, cluster } = gcp
  const id = accountId(name, 'nodes')
  const candidates = [
    ...(network.kind === 'new'
      ? [['network', resourceName(name, 'network'), 'compute', 'global/networks/'] as const]
      : []),
    ...(cluster.kind === 'new' && cluster.location !== ''
      ? ([
          ['GKE cluster', cluster.name, 'container', `locations/${cluster.location}/clusters/`],
          ['service account', accountEmail(project, id), 'iam', 'serviceAccounts/'],
        ] as const)
      : []),
  ]
  const there = candidates.map(async ([words, its, service, place]) => {
    const found = await asked(api.get(service, `projects/${project}/${place}${its}`))
    return 'value' in found ? [`${words} ${its}`] : []
  })
  return (await Promise.all(there)).flat()
}
