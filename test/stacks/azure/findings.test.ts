/** From answers of Azure to findings. */
import { describe, expect, it } from 'vitest'
import { findingsOf } from '../../../stacks/azure/findings.ts'
import type { ClusterFacts, SubnetFacts } from '../../../stacks/azure/preflight-existing.ts'
import type { PreflightFacts } from '../../../stacks/azure/preflight-facts.ts'
import type { OptionValues, Spec } from '../../../stacks/contract.ts'
import { places, specOf, subnets, subscription } from './azure-requests.ts'

const none = { refusal: 'Status=403 Code="AuthorizationFailed"' }
const size = { name: 'Standard_B1ms', standbys: [] }

/** Of a subscription in which nothing stands in the way. */
const fine: PreflightFacts = {
  identity: { subscription, where: 'Research', who: 'anna@example.com' },
  ...{ regions: { value: ['westeurope'] }, unregistered: { value: [] }, mayRegister: true },
  offers: {
    machine: { value: { cores: 2, family: 'standardDASv5Family', zones: ['1'] } },
    kubernetes: { value: ['1.33', '1.34'] },
    database: { value: { versions: ['8.4'], sizes: [size] } },
  },
  ...{ quotas: [], denied: { value: [] }, names: { mark: '3fa1c2', groups: { value: [] } } },
  ...{ networks: { value: [] }, existing: {}, nodes: { value: 0 }, storage: { value: undefined } },
}

const offers = (more: PreflightFacts['offers']) => ({ offers: { ...fine.offers, ...more } })
const existing = (more: PreflightFacts['existing']) => ({ existing: more })

function subnet(id: string, more: Partial<SubnetFacts> = {}): { readonly value: SubnetFacts } {
  return {
    value: {
      ...{ id, region: 'westeurope', cidr: '10.0.0.0/24', network: ['10.0.0.0/16'], delegations: [] },
      ...more,
    },
  }
}

const data = { delegations: ['Microsoft.DBforMySQL/flexibleServers'] }
const main: ClusterFacts = {
  ...{ name: 'main', group: 'shared', nodeGroup: 'MC', region: 'westeurope' },
  ...{ isRunning: true, isPublic: true },
}

function told(more: Partial<PreflightFacts>, options: OptionValues = {}, stored?: Spec) {
  return findingsOf({ spec: specOf(options), stored, facts: { ...fine, ...more } })
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ id, verdict, message }) => `${id} ${verdict}: ${message}`)
}

const inSubnets = places['subnets that are there'] ?? {}
const inCluster = places['a cluster that is there'] ?? {}

describe('findings', () => {
  it('are none where nothing stands in the way', () => {
    expect(told({})).toEqual([])
    const both = { nodeSubnet: subnet(subnets.nodes), databaseSubnet: subnet(subnets.database, data) }
    expect(told(existing(both), inSubnets)).toEqual([])
    const network = subnets.database.replace(/\/subnets.*/, '')
    const there = { clusters: { value: [{ ...main, network }] }, databaseSubnet: both.databaseSubnet }
    expect(told(existing(there), inCluster)).toEqual([])
  })

  it.each<[string, Partial<PreflightFacts>, OptionValues?]>([
    ['azure-region fail: There is no region westeurope', { regions: { value: ['eastus'] } }],
    ['azure-region warn: Whether there is a region westeurope could not', { regions: none }],
    ['azure-services warn: Not registered', { unregistered: { value: ['Microsoft.DBforMySQL'] } }],
    [
      'azure-services fail: Not registered in this subscription, which your login may not do',
      { unregistered: { value: ['Microsoft.DBforMySQL'] }, mayRegister: false },
    ],
    ['azure-services warn: Whether the services', { unregistered: none }],
    ['azure-node-type fail: This subscription gets no nodes', offers({ machine: { value: undefined } })],
    ['azure-node-type warn: Whether there are nodes', offers({ machine: none })],
    [
      'azure-database-class fail: This subscription gets no MySQL',
      offers({ database: { refusal: 'ProvisionNotSupportedForRegion' } }),
    ],
    ['azure-database-class warn: Whether there is MySQL', offers({ database: none })],
    [
      'azure-database-class fail: There is no MySQL of size Standard_B1ms',
      offers({ database: { value: { versions: ['8.4'], sizes: [] } } }),
    ],
    [
      'azure-database-class fail: MySQL of size Standard_D2ads_v5 has no second one',
      offers({ database: { value: { versions: [], sizes: [{ ...size, name: 'Standard_D2ads_v5' }] } } }),
      { preset: 'production' },
    ],
    ['azure-kubernetes-version fail: AKS has no Kubernetes 1.29', {}, { 'kubernetes-version': '1.29' }],
    [
      'azure-network fail: Another network has addresses of 10.42.0.0/16 already: office has 10.42.8.0/24.',
      { networks: { value: [{ name: 'office', cidrs: ['10.42.8.0/24'] }] } },
      { 'vnet-cidr': '10.42.0.0/16' },
    ],
    [
      'azure-network fail: The subnet of --node-subnet-id is in eastus, and not in westeurope.',
      existing({ nodeSubnet: subnet(subnets.nodes, { region: 'eastus' }) }),
      inSubnets,
    ],
    [
      'azure-network fail: The subnet of --node-subnet-id is too small: 10.0.0.0/28.',
      existing({ nodeSubnet: subnet(subnets.nodes, { cidr: '10.0.0.0/28' }) }),
      inSubnets,
    ],
    [
      'azure-network fail: The subnet of --node-subnet-id is given to Microsoft.DBforMySQL',
      existing({ nodeSubnet: subnet(subnets.nodes, data) }),
      inSubnets,
    ],
    [
      'azure-network fail: The subnet of --database-subnet-id is not given to MySQL.',
      existing({ databaseSubnet: subnet(subnets.database) }),
      inSubnets,
    ],
    [
      'azure-network fail: The subnet of --database-subnet-id is too small: 10.0.0.0/30.',
      existing({ databaseSubnet: subnet(subnets.database, { ...data, cidr: '10.0.0.0/30' }) }),
      inSubnets,
    ],
    [
      "azure-network fail: The subnet of --database-subnet-id can't be seen",
      existing({ databaseSubnet: none }),
      inSubnets,
    ],
    ['azure-network fail: There is no AKS cluster main', existing({ clusters: { value: [] } }), inCluster],
    ["azure-network fail: The cluster can't be seen", existing({ clusters: none }), inCluster],
    [
      'azure-network fail: There are 2 clusters called main.',
      existing({ clusters: { value: [main, { ...main, group: 'other' }] } }),
      inCluster,
    ],
    [
      'azure-network fail: The cluster main is in eastus',
      existing({ clusters: { value: [{ ...main, region: 'eastus' }] } }),
      inCluster,
    ],
    [
      'azure-network fail: The cluster main does not run.',
      existing({ clusters: { value: [{ ...main, isRunning: false }] } }),
      inCluster,
    ],
    [
      'azure-network fail: The API of the cluster main',
      existing({ clusters: { value: [{ ...main, isPublic: false }] } }),
      inCluster,
    ],
    ['azure-permissions fail', { denied: { value: ['Microsoft.Network/virtualNetworks/write'] } }],
    ['azure-permissions warn', { denied: none }],
    ['azure-names fail', { names: { mark: '3fa1c2', groups: { value: ['zen-team'] } } }],
  ])('%s', (words, facts, options = {}) => {
    expect(told(facts, options)).toEqual([expect.stringContaining(words)])
  })

  it('are about what is there already, where that can not be changed', () => {
    const stored = specOf()

    expect(told({}, { 'node-type': 'Standard_D4s_v5' }, stored)).toEqual([
      expect.stringContaining(`azure-change fail: "team" has nodes of --node-type Standard_D2as_v5`),
    ])
    expect(told({}, { 'vnet-cidr': '10.8.0.0/16' }, stored)).toEqual([
      expect.stringMatching(/^azure-change fail: .*--vnet-cidr/),
    ])
    const identity = { ...fine.identity, subscription: 'another' }
    expect(told({ identity }, {}, stored)).toEqual([
      `azure-login fail: "team" is in the Azure subscription ${subscription}, and not in another.`,
    ])
  })
})
