/** Whether the network that is there can be used, or a new one gets in nobody's way. */
import type { PreflightFinding } from '../inquiry-contract.ts'
import { valueOr } from '../shared/answers.ts'
import { type Problem, problemFindings } from '../shared/findings.ts'
import { rangeFindings } from '../shared/network-range.ts'
import { parseCidr } from '../shared/spec/cidr.ts'
import type { Judged } from './findings.ts'
import { delegation } from './network.ts'
import type { ClusterFacts, ExistingPlace, SubnetFacts } from './preflight-existing.ts'
import { type AzureSpec, azureSpecOf, rangeFlag } from './spec/azure-spec.ts'
import { groupOf, isSameId, networkOf } from './spec/ids.ts'

const about = { id: 'azure-network', title: 'Network at Azure' } as const

export function networkFindings({ spec, stored, facts }: Judged): readonly PreflightFinding[] {
  const azure = azureSpecOf(spec)
  const { existing, networks } = facts
  if (azure.network.kind === 'new')
    return rangeFindings(about, { spec, stored, flag: rangeFlag, others: networks })
  return problemFindings(about, [
    ...clusterProblems(azure, existing),
    ...subnetProblems(azure, existing.nodeSubnet, '--node-subnet-id'),
    ...subnetProblems(azure, existing.databaseSubnet, '--database-subnet-id'),
    ...placeProblems(existing),
  ])
}

function clusterProblems({ cluster, region }: AzureSpec, { clusters }: ExistingPlace): readonly Problem[] {
  if (cluster.kind === 'new' || !clusters) return []
  const list = 'See which there are: az aks list --output table'
  if ('refusal' in clusters) return [[`The cluster can't be seen: ${clusters.refusal}`, list]]
  const [found, ...more] = clusters.value
  if (!found) return [[`There is no AKS cluster ${cluster.name} in this subscription.`, list]]
  if (more.length > 0) {
    const names = clusters.value.map(({ group, name }) => `${group}/${name}`)
    return [
      [
        `There are ${names.length} clusters called ${cluster.name}.`,
        `Say which: --cluster ${names.join(', --cluster ')}`,
      ],
    ]
  }
  return stateProblems(found, region)
}

function stateProblems(
  { name, isRunning, isPublic, region: place }: ClusterFacts,
  region: string,
): readonly Problem[] {
  const problems: Problem[] = []
  if (place !== region)
    problems.push([`The cluster ${name} is in ${place}, and not in ${region}.`, `Say so: --region ${place}`])
  if (!isRunning)
    problems.push([`The cluster ${name} does not run.`, `Start it: az aks start --name ${name}`])
  if (!isPublic)
    problems.push([
      `The API of the cluster ${name} can be reached from inside its network only.`,
      'Run zen from there, or let its API be reached from here.',
    ])
  return problems
}

function subnetProblems(
  { region }: AzureSpec,
  subnet: ExistingPlace['nodeSubnet'],
  flag: string,
): readonly Problem[] {
  if (!subnet) return []
  if ('refusal' in subnet)
    return [
      [
        `The subnet of ${flag} can't be seen: ${subnet.refusal}`,
        'See which networks there are: az network vnet list --output table',
      ],
    ]
  const found = subnet.value
  const problems: Problem[] = []
  if (found.region !== region)
    problems.push([
      `The subnet of ${flag} is in ${found.region}, and not in ${region}.`,
      `Say so: --region ${found.region}`,
    ])
  return [...problems, ...(flag === '--database-subnet-id' ? delegationProblems(found) : roomProblems(found))]
}

function delegationProblems({ id, delegations, cidr }: SubnetFacts): readonly Problem[] {
  const problems: Problem[] = []
  if (!delegations.some((each) => isSameId(each, delegation)))
    problems.push([
      'The subnet of --database-subnet-id is not given to MySQL.',
      `Delegate it: az network vnet subnet update --ids ${id} --delegations ${delegation}`,
    ])
  if ((parseCidr(cidr)?.prefix ?? 0) > 29)
    problems.push([`The subnet of --database-subnet-id is too small: ${cidr}.`, 'Give one of /29 or larger.'])
  return problems
}

/** Pods have addresses of their own: only nodes, and those that replace them, take some here. */
function roomProblems({ cidr, delegations }: SubnetFacts): readonly Problem[] {
  const problems: Problem[] = []
  if ((parseCidr(cidr)?.prefix ?? 0) > 27)
    problems.push([`The subnet of --node-subnet-id is too small: ${cidr}.`, 'Give one of /27 or larger.'])
  if (delegations.length > 0)
    problems.push([
      `The subnet of --node-subnet-id is given to ${delegations.join(', ')}.`,
      'Name another one.',
    ])
  return problems
}

/** What is in two networks does not find each other. */
function placeProblems({ clusters, databaseSubnet }: ExistingPlace): readonly Problem[] {
  const [cluster] = valueOr(clusters, [])
  const subnet = valueOr(databaseSubnet, undefined)
  if (!cluster || !subnet) return []
  const network = networkOf(subnet.id)
  const isNear = cluster.network
    ? isSameId(cluster.network, network)
    : isSameId(groupOf(network), cluster.nodeGroup)
  return isNear
    ? []
    : [
        [
          `The subnet of --database-subnet-id is in another network than the nodes of ${cluster.name}.`,
          'Name one in the network of the nodes, or choose another --database.',
        ],
      ]
}
