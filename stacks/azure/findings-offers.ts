/** Whether Azure has what is wanted in that region. */
import type { PreflightFinding } from '../inquiry-contract.ts'
import { type Answer, valueOr } from '../shared/answers.ts'
import type { Offers } from './preflight-offers.ts'
import type { AzureSpec } from './spec/azure-spec.ts'

export function offerFindings(azure: AzureSpec, offers: Offers): readonly PreflightFinding[] {
  return [
    ...machineFindings(azure, offers),
    ...databaseFindings(azure, offers),
    ...versionFindings(azure, offers),
  ]
}

export function regionFinding(region: string, regions: Answer<readonly string[]>): PreflightFinding {
  const about = { id: 'azure-region', title: 'Region of Azure' }
  if ('refusal' in regions)
    return {
      ...{ ...about, verdict: 'warn', message: `Whether there is a region ${region} could not be checked.` },
      fix: ['Allow Microsoft.Resources/subscriptions/locations/read.'],
    }
  if (regions.value.includes(region))
    return { ...about, verdict: 'pass', message: `There is a region ${region}.`, fix: [] }
  return {
    ...{ ...about, verdict: 'fail', message: `There is no region ${region} for this subscription.` },
    fix: [`Choose another --region: ${regions.value.toSorted().join(', ')}`],
  }
}

/** Services are registered once for a subscription: the provider does it where the login may. */
export function serviceFinding(
  unregistered: Answer<readonly string[]>,
  mayRegister: boolean,
): PreflightFinding {
  const about = { id: 'azure-services', title: 'Services of Azure' }
  if ('refusal' in unregistered)
    return {
      ...{
        ...about,
        verdict: 'warn',
        message: 'Whether the services that are needed are registered could not be checked.',
      },
      fix: ['Allow Microsoft.Resources/subscriptions/providers/read.'],
    }
  const services = unregistered.value
  if (services.length === 0)
    return { ...about, verdict: 'pass', message: 'All services that are needed are registered.', fix: [] }
  const names = services.join(', ')
  const fix = services.map((service) => `az provider register --wait --namespace ${service}`)
  return mayRegister
    ? {
        ...{ ...about, verdict: 'warn', message: `Not registered in this subscription yet: ${names}.` },
        fix: ['It is done by itself, which takes some minutes more. Or before:', ...fix],
      }
    : {
        ...{ ...about, verdict: 'fail' },
        message: `Not registered in this subscription, which your login may not do: ${names}.`,
        fix: ['Let somebody do it who may:', ...fix],
      }
}

function machineFindings({ region, cluster }: AzureSpec, { machine }: Offers): readonly PreflightFinding[] {
  if (cluster.kind === 'existing' || !machine) return []
  const about = { id: 'azure-node-type', title: 'Nodes' }
  if ('refusal' in machine)
    return [
      {
        ...{ ...about, verdict: 'warn' },
        message: `Whether there are nodes of size ${cluster.nodeType} in ${region} could not be checked.`,
        fix: ['Allow Microsoft.Compute/skus/read.'],
      },
    ]
  if (machine.value) return []
  return [
    {
      ...{ ...about, verdict: 'fail' },
      message: `This subscription gets no nodes of size ${cluster.nodeType} in ${region}.`,
      fix: [
        'Choose another one: --node-type TYPE',
        `See what there is: az vm list-skus --location ${region} --resource-type virtualMachines --output table`,
      ],
    },
  ]
}

function databaseFindings(azure: AzureSpec, offers: Offers): readonly PreflightFinding[] {
  const { region, database } = azure
  const answer = offers.database
  if (!database || !answer) return []
  if ('refusal' in answer) return [closedFinding(region, answer.refusal)]
  const about = { id: 'azure-database-class', title: 'Database' }
  const size = answer.value.sizes.find(({ name }) => name === database.size)
  const elsewhere = [
    'Choose another one: --database-class CLASS',
    'Or choose another region: --region REGION',
  ]
  if (!size)
    return [
      {
        ...{ ...about, verdict: 'fail', message: `There is no MySQL of size ${database.size} in ${region}.` },
        fix: [`Choose another --database-class: ${answer.value.sizes.map(({ name }) => name).join(', ')}`],
      },
    ]
  return database.standby !== 'Disabled' && size.standbys.length === 0
    ? [
        {
          ...{ ...about, verdict: 'fail' },
          message: `MySQL of size ${database.size} has no second one that takes over, which --preset production wants.`,
          fix: elsewhere,
        },
      ]
    : []
}

/** Azure closes regions to new subscriptions now and then, for databases alone. */
function closedFinding(region: string, refusal: string): PreflightFinding {
  const about = { id: 'azure-database-class', title: 'Database' }
  if (/ProvisionNotSupportedForRegion|NotSupportedForRegion|not supported/i.test(refusal))
    return {
      ...{ ...about, verdict: 'fail', message: `This subscription gets no MySQL in ${region}.` },
      fix: [
        'Choose another region: --region REGION',
        'Or ask for this one: https://aka.ms/mysqlregionaccess',
        'Or keep the data elsewhere: --database in-cluster, or the URL of a MySQL',
      ],
    }
  return {
    ...{ ...about, verdict: 'warn', message: `Whether there is MySQL in ${region} could not be checked.` },
    fix: ['Allow Microsoft.DBforMySQL/locations/capabilitySets/read.'],
  }
}

function versionFindings(
  { cluster, region }: AzureSpec,
  { kubernetes }: Offers,
): readonly PreflightFinding[] {
  if (cluster.kind === 'existing' || cluster.version === undefined) return []
  const versions = valueOr(kubernetes, [cluster.version])
  if (versions.includes(cluster.version)) return []
  return [
    {
      ...{ id: 'azure-kubernetes-version', title: 'Version of Kubernetes', verdict: 'fail' },
      message: `AKS has no Kubernetes ${cluster.version} in ${region}.`,
      fix: [`Choose another --kubernetes-version: ${versions.toSorted().join(', ')}`],
    },
  ]
}
