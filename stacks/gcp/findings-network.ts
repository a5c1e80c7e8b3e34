/** Whether the network and the cluster that are there can be used, or a new one gets in nobody's way. */
import type { PreflightFinding } from '../inquiry-contract.ts'
import { valueOr } from '../shared/answers.ts'
import { type Problem, problemFindings } from '../shared/findings.ts'
import { rangeFindings } from '../shared/network-range.ts'
import type { Judged } from './findings.ts'
import type { ExistingNetwork, ExistingPlace } from './preflight-existing.ts'
import { type GcpSpec, gcpSpecOf, rangeFlag } from './spec/gcp-spec.ts'
import { lastPart } from './spec/names.ts'

const about = { id: 'gcp-network', title: 'Network at Google Cloud' } as const

export function networkFindings({ spec, stored, facts }: Judged): readonly PreflightFinding[] {
  const gcp = gcpSpecOf(spec)
  const { existing, networks } = facts
  if (gcp.network.kind === 'new')
    return rangeFindings(about, { spec, stored, flag: rangeFlag, others: networks })
  const network = valueOr(existing.network, undefined)
  return [
    ...problemFindings(about, [...clusterProblems(gcp, existing), ...networkProblems(gcp, existing)]),
    ...(network ? wayOutFindings(gcp, network) : []),
  ]
}

function clusterProblems({ project }: GcpSpec, { cluster }: ExistingPlace): readonly Problem[] {
  if (cluster === undefined) return []
  if ('refusal' in cluster)
    return [
      [
        `The cluster can't be seen: ${cluster.refusal}`,
        `See which there are: gcloud container clusters list --project ${project}`,
      ],
    ]
  const { name, status, isPublic } = cluster.value
  return [
    ...(status === 'RUNNING'
      ? []
      : [[`The cluster ${name} is ${status}.`, 'Wait until it is RUNNING.'] as const]),
    ...(isPublic
      ? []
      : [
          [
            `The API of the cluster ${name} can be reached from inside its network only.`,
            'Run zen from there, or let its API be reached from here.',
          ] as const,
        ]),
  ]
}

function networkProblems(gcp: GcpSpec, { network }: ExistingPlace): readonly Problem[] {
  if (network === undefined) return []
  if ('refusal' in network)
    return [
      [
        `The network can't be seen: ${network.refusal}`,
        `See which there are: gcloud compute networks list --project ${gcp.project}`,
      ],
    ]
  return [...accessProblems(gcp, network.value), ...subnetworkProblems(gcp, network.value)]
}

function accessProblems(
  { database }: GcpSpec,
  { path, hasPrivateAccess }: ExistingNetwork,
): readonly Problem[] {
  if (!database || hasPrivateAccess) return []
  const name = lastPart(path)
  return [
    [
      `The network ${name} has no private services access, through which Cloud SQL is reached.`,
      `Set it up: gcloud compute addresses create ${name}-databases --global --purpose=VPC_PEERING --prefix-length=20 --network=${name}, then gcloud services vpc-peerings connect --service=servicenetworking.googleapis.com --ranges=${name}-databases --network=${name}`,
    ],
  ]
}

function subnetworkProblems(
  { region, network, cluster }: GcpSpec,
  { path, subnetworks }: ExistingNetwork,
): readonly Problem[] {
  if (cluster.kind === 'existing' || network.kind === 'new') return []
  const name = lastPart(path)
  const list = subnetworks.toSorted().join(', ')
  const wanted = network.subnetwork === undefined ? undefined : lastPart(network.subnetwork)
  if (subnetworks.length === 0)
    return [
      [
        `The network ${name} has no subnetwork in ${region}.`,
        `Make one: gcloud compute networks subnets create`,
      ],
    ]
  if (wanted === undefined && subnetworks.length > 1)
    return [
      [`The network ${name} has several subnetworks in ${region}: ${list}.`, 'Name one: --subnetwork NAME'],
    ]
  if (wanted === undefined || subnetworks.includes(wanted)) return []
  return [
    [
      `The network ${name} has no subnetwork ${wanted} in ${region}.`,
      `Name one that there is: --subnetwork ${list}`,
    ],
  ]
}

/** There may be another way that nobody sees from here. */
function wayOutFindings({ cluster, region }: GcpSpec, { path, hasWayOut }: ExistingNetwork) {
  if (cluster.kind === 'existing' || hasWayOut) return []
  const finding: PreflightFinding = {
    ...{ ...about, verdict: 'warn' },
    message: `Nothing in ${region} seems to lead out of the network ${lastPart(path)}: nodes have no addresses of their own.`,
    fix: ['Unless there is another way out, make one: gcloud compute routers nats create'],
  }
  return [finding]
}
