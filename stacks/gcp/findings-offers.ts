/** Whether Google Cloud has what is wanted in that region. */
import type { PreflightFinding } from '../inquiry-contract.ts'
import { type Answer, valueOr } from '../shared/answers.ts'
import type { Offers } from './preflight-offers.ts'
import { mostZones, zonesWithNodes } from './settle.ts'
import type { GcpSpec } from './spec/gcp-spec.ts'

export function offerFindings(gcp: GcpSpec, offers: Offers): readonly PreflightFinding[] {
  const region = regionFinding(gcp.region, offers.regions)
  if (region.verdict === 'fail') return [region]
  return [
    region,
    ...nodeFindings(gcp, offers),
    ...databaseFindings(gcp, offers),
    ...versionFindings(gcp, offers),
  ]
}

function regionFinding(region: string, regions: Answer<readonly string[]>): PreflightFinding {
  const about = { id: 'gcp-region', title: 'Region of Google Cloud' }
  if ('refusal' in regions)
    return {
      ...{ ...about, verdict: 'warn', message: `Whether there is a region ${region} could not be checked.` },
      fix: ['Allow compute.regions.list.'],
    }
  if (regions.value.includes(region))
    return { ...about, verdict: 'pass', message: `There is a region ${region}.`, fix: [] }
  return {
    ...{ ...about, verdict: 'fail', message: `Google Cloud has no region ${region}.` },
    fix: [`Choose another --region: ${regions.value.toSorted().join(', ')}`],
  }
}

function nodeFindings({ region, cluster, isProduction }: GcpSpec, offers: Offers) {
  if (cluster.kind === 'existing' || !offers.nodeZones || offers.zones.length === 0) return []
  const about = { id: 'gcp-node-type', title: 'Nodes' }
  const zones = zonesWithNodes(offers)
  const needed = isProduction ? mostZones : 1
  const findings: PreflightFinding[] = []
  if ('refusal' in offers.nodeZones)
    findings.push({
      ...{ ...about, verdict: 'warn' },
      message: `Whether there are machines of type ${cluster.nodeType} in ${region} could not be checked.`,
      fix: ['Allow compute.machineTypes.get.'],
    })
  else if (zones.length < needed)
    findings.push({
      ...{ ...about, verdict: 'fail' },
      message:
        zones.length === 0
          ? `There are no machines of type ${cluster.nodeType} in ${region}.`
          : `Only ${zones.join(', ')} has machines of type ${cluster.nodeType}, and two zones are needed.`,
      fix: ['Choose another one: --node-type TYPE'],
    })
  return findings
}

function databaseFindings({ region, database }: GcpSpec, { tiers }: Offers): readonly PreflightFinding[] {
  if (!database || !tiers) return []
  const about = { id: 'gcp-database-class', title: 'Database' }
  if ('refusal' in tiers) {
    if (/SERVICE_DISABLED|accessNotConfigured|has not been used/.test(tiers.refusal)) return []
    return [
      {
        ...{ ...about, verdict: 'warn' },
        message: `Whether Cloud SQL has machines ${database.tier} in ${region} could not be checked.`,
        fix: ['Allow cloudsql.instances.list.'],
      },
    ]
  }
  // People put those together by themselves.
  if (database.tier.startsWith('db-custom-') || tiers.value.includes(database.tier)) return []
  return [
    {
      ...{ ...about, verdict: 'fail' },
      message: `Cloud SQL has no machines ${database.tier} in ${region}.`,
      fix: ['Choose another one: --database-class CLASS'],
    },
  ]
}

/** One may leave the last parts of a version out. */
function versionFindings({ cluster }: GcpSpec, { kubernetes }: Offers): readonly PreflightFinding[] {
  if (cluster.kind === 'existing' || cluster.version === undefined) return []
  const { version } = cluster
  const versions = valueOr(kubernetes, [`${version}.`])
  if (versions.some((offered) => offered.startsWith(`${version}.`))) return []
  const minors = [...new Set(versions.map((offered) => offered.split('.').slice(0, 2).join('.')))]
  return [
    {
      ...{ id: 'gcp-kubernetes-version', title: 'Version of Kubernetes', verdict: 'fail' },
      message: `GKE has no Kubernetes ${version}.`,
      fix: [`Choose another --kubernetes-version: ${minors.toSorted().join(', ')}`],
    },
  ]
}
