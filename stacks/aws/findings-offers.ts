/** Whether AWS has what is wanted in that region. */
import type { PreflightFinding } from '../inquiry-contract.ts'
import { type Answer, valueOr } from '../shared/answers.ts'
import { databaseAuthority } from './database-authority.ts'
import type { Offers } from './preflight-offers.ts'
import { leastZones, zonesWithAll } from './settle.ts'
import type { AwsSpec } from './spec/aws-spec.ts'

export function offerFindings(aws: AwsSpec, offers: Offers): readonly PreflightFinding[] {
  const sizes = sizeFindings(aws, offers)
  // What is nowhere at all is in no zone either.
  const haveZones = sizes.every(({ verdict }) => verdict !== 'fail')
  return [
    ...sizes,
    ...(aws.network.kind === 'new' && haveZones ? [zoneFinding(aws, offers)] : []),
    ...versionFindings(aws, offers),
    ...authorityFindings(aws),
  ]
}

export function regionFinding(region: string, regions: Answer<readonly string[]>): PreflightFinding {
  const common = { id: 'aws-region', title: 'Region of AWS' }
  if ('refusal' in regions)
    return {
      ...{
        ...common,
        verdict: 'warn',
        message: `Whether the region ${region} is enabled could not be checked.`,
      },
      fix: ['Allow ec2:DescribeRegions.'],
    }
  if (regions.value.includes(region))
    return { ...common, verdict: 'pass', message: `The region ${region} is enabled.`, fix: [] }
  return {
    ...{
      ...common,
      verdict: 'fail',
      message: `The region ${region} is not enabled in this account, or there is none of that name.`,
    },
    fix: [
      'Enable it: https://console.aws.amazon.com/billing/home#/account',
      `Or choose another --region: ${regions.value.toSorted().join(', ')}`,
    ],
  }
}

/** Each size that is nowhere in the region. */
function sizeFindings({ region, cluster, database }: AwsSpec, { nodeZones, databaseZones }: Offers) {
  const findings: PreflightFinding[] = []
  if (cluster.kind === 'new' && nodeZones && valueOr(nodeZones, ['?']).length === 0)
    findings.push({
      ...{ id: 'aws-node-type', title: 'Nodes', verdict: 'fail' },
      message: `There are no instances of type ${cluster.nodeType} in ${region}.`,
      fix: ['Choose another one: --node-type TYPE'],
    })
  if (database && databaseZones && 'refusal' in databaseZones)
    findings.push(databaseFinding(region, database.instanceClass, databaseZones.refusal))
  return findings
}

/** RDS does not answer "nowhere", but that nothing fits. */
function databaseFinding(region: string, instanceClass: string, refusal: string): PreflightFinding {
  const common = { id: 'aws-database-class', title: 'Database' }
  if (/no .*(RDS )?(DB )?Instance Classes|returned no results|no matching/i.test(refusal))
    return {
      ...{ ...common, verdict: 'fail' },
      message: `RDS has no MySQL 8.4 of class ${instanceClass} in ${region}.`,
      fix: ['Choose another one: --database-class CLASS'],
    }
  return {
    ...{ ...common, verdict: 'warn' },
    message: `Whether RDS has MySQL of class ${instanceClass} in ${region} could not be checked.`,
    fix: ['Allow rds:DescribeOrderableDBInstanceOptions and rds:DescribeDBEngineVersions.'],
  }
}

function zoneFinding({ region }: AwsSpec, offers: Offers): PreflightFinding {
  const common = { id: 'aws-zones', title: 'Zones of AWS' }
  if ('refusal' in offers.zones)
    return {
      ...{
        ...common,
        verdict: 'fail',
        message: `Which zones ${region} has can't be seen: ${offers.zones.refusal}`,
      },
      fix: ['Allow ec2:DescribeAvailabilityZones.'],
    }
  const zones = zonesWithAll(offers)
  if (zones.length >= leastZones)
    return {
      ...common,
      verdict: 'pass',
      message: `It goes into ${zones.slice(0, leastZones).join(' and ')}.`,
      fix: [],
    }
  return {
    ...{ ...common, verdict: 'fail' },
    message:
      zones.length === 0
        ? `No zone of ${region} has all that is needed, and two zones are.`
        : `Only ${zones.join(', ')} of ${region} has all that is needed, and two zones are.`,
    fix: [
      'Choose other sizes: --node-type TYPE, --database-class CLASS',
      'Or choose another region: --region REGION',
    ],
  }
}

function versionFindings({ cluster }: AwsSpec, { kubernetes }: Offers): readonly PreflightFinding[] {
  if (cluster.kind === 'existing' || cluster.version === undefined) return []
  const versions = valueOr(kubernetes, [cluster.version])
  if (versions.includes(cluster.version)) return []
  return [
    {
      ...{ id: 'aws-kubernetes-version', title: 'Version of Kubernetes', verdict: 'fail' },
      message: `EKS has no Kubernetes ${cluster.version}.`,
      fix: [`Choose another --kubernetes-version: ${versions.toSorted().join(', ')}`],
    },
  ]
}

/** Without it nobody knows whether it is the right database that answers. */
function authorityFindings({ region, database }: AwsSpec): readonly PreflightFinding[] {
  if (!database || databaseAuthority(region) !== undefined) return []
  return [
    {
      ...{ id: 'aws-database-ca', title: 'Certificate of the database', verdict: 'warn' },
      message: `Who signs the certificates of databases in ${region} is not known to zen.`,
      fix: [
        `Unless you do already, give --database-ca with the file from https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem`,
      ],
    },
  ]
}
