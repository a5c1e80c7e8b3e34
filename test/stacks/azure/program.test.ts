/** How the program of Azure wires what it makes, in every form that it has. */
import { describe, expect, it } from 'vitest'
import type { OptionValues } from '../../../stacks/contract.ts'
import { names, ofType, one } from '../clouds/registrations.ts'
import { longestName, places, specOf, subnets } from './azure-requests.ts'
import { mockedRun } from './mocked-azure.ts'

/** Parts of others, which have no tags at Azure. */
const untaggable = /:(Subnet|Database|Configuration|RoleAssignment)$/

/** A subnet for a database goes with one. */
function without({ 'database-subnet-id': subnet, ...options }: OptionValues, database: string): OptionValues {
  return subnet === undefined || database !== 'managed'
    ? options
    : { ...options, 'database-subnet-id': subnet }
}

const forms = Object.entries(places).flatMap(([place, options]) =>
  ['small', 'production'].flatMap((preset) =>
    ['managed', 'in-cluster', 'mysql://zenml@db.example.com/zenml'].map((database) => ({
      form: `${place}, ${preset}, ${database}`,
      options: { ...without(options, database), preset, database },
      secrets: database.includes(':') ? { 'database-password': 'x' } : {},
    })),
  ),
)

describe.each(forms)('$form', ({ options, secrets }) => {
  it('runs, and everything at Azure is tagged, tried again and behind one provider', async () => {
    const run = await mockedRun(specOf(options, secrets))

    const atAzure = run.resources.filter(({ type }) => type.startsWith('azure-native:'))
    expect(atAzure.filter(({ retries }) => retries.length === 0)).toEqual([])
    for (const { inputs } of atAzure.filter(({ type }) => !untaggable.test(type)))
      expect(inputs['tags']).toEqual({ 'zen-deployment': 'team', 'zen-owner': 'anna@example.com' })
    expect(ofType(run, 'azure-native')).toHaveLength(1)
    expect(names(run)).toEqual([...new Set(names(run))])
    expect(run.outputs).toMatchObject({ username: 'default', database: { type: 'mysql' }, version: '0.98.0' })
  })
})

describe('all new', () => {
  it('of the small preset is this, and of production the same, larger', async () => {
    const made = async (preset: string) =>
      names(await mockedRun(specOf({ preset })))
        .filter((each) => !each.startsWith('pulumi:index'))
        .toSorted()

    expect(await made('small')).toMatchInlineSnapshot(`
      [
        "azure-native:authorization:RoleAssignment cluster-role",
        "azure-native:containerservice:ManagedCluster cluster",
        "azure-native:dbformysql:Configuration database-tls",
        "azure-native:dbformysql:Configuration database-triggers",
        "azure-native:dbformysql:Database database-zenml",
        "azure-native:dbformysql:Server database",
        "azure-native:managedidentity:UserAssignedIdentity cluster-identity",
        "azure-native:network:PublicIPAddress address",
        "azure-native:network:Subnet network-database",
        "azure-native:network:Subnet network-nodes",
        "azure-native:network:VirtualNetwork network",
        "azure-native:privatedns:PrivateZone database-zone",
        "azure-native:privatedns:VirtualNetworkLink database-zone-link",
        "azure-native:resources:ResourceGroup group",
        "kubernetes:core/v1:Namespace namespace",
        "kubernetes:core/v1:Service address",
        "kubernetes:helm.sh/v3:Release server",
        "kubernetes:storage.k8s.io/v1:StorageClass volumes",
        "pulumi:providers:azure-native azure",
        "pulumi:providers:kubernetes cluster",
      ]
    `)
    expect(await made('production')).toEqual(await made('small'))
  })

  it('has its cluster and its database made side by side', async () => {
    const run = await mockedRun(specOf())

    expect(one(run, 'ManagedCluster').dependencies.filter((each) => /dbformysql/.test(each))).toEqual([])
    expect(one(run, 'Server').dependencies.filter((each) => /containerservice/.test(each))).toEqual([])
  })

  it('has two of everything important with the production preset', async () => {
    const run = await mockedRun(specOf({ preset: 'production' }))

    expect(one(run, 'Server').inputs).toMatchObject({
      ...{ highAvailability: { mode: 'ZoneRedundant' }, backup: { backupRetentionDays: 14 } },
      ...{ sku: { name: 'Standard_D2ads_v5', tier: 'GeneralPurpose' }, version: '8.4' },
    })
    expect(one(run, 'ManagedCluster').inputs).toMatchObject({
      sku: { name: 'Base', tier: 'Standard' },
      agentPoolProfiles: [{ count: 2, minCount: 2, maxCount: 4, enableAutoScaling: true }],
    })
    expect(JSON.stringify(one(run, 'Release').inputs)).toContain('"replicaCount":2')
  })

  it('lets nobody from outside reach the database, which is reached over TLS', async () => {
    const run = await mockedRun(specOf())
    const { inputs } = one(run, 'Server')
    const values = JSON.stringify(one(run, 'Release').inputs)

    expect(inputs['network']).toMatchObject({ delegatedSubnetResourceId: expect.any(String) })
    expect(
      ofType(run, 'Configuration').map(({ inputs: { configurationName } }) => configurationName),
    ).toContain('require_secure_transport')
    expect(values).toMatch(
      /mysql:\/\/zenml:Pw-0[0-9a-f]{37}@zen-team-3fa1c2\.mysql\.database\.azure\.com:3306\/zenml/,
    )
    expect(values).toContain('"sslVerifyServerCert":true')
    expect(values).toContain('BEGIN CERTIFICATE')
  })

  it('is called by its label, or by its domain', async () => {
    expect((await mockedRun(specOf())).outputs['url']).toBe(
      'https://zen-team-3fa1c2.westeurope.cloudapp.azure.com',
    )
    const named = await mockedRun(specOf({ domain: 'zenml.example.com' }))
    expect(named.outputs['url']).toBe('https://zenml.example.com')
  })

  it('has no address when nothing should lead to it', async () => {
    const run = await mockedRun(specOf({ expose: 'none' }))

    expect(run.outputs).toMatchObject({ unexposed: true })
    expect(ofType(run, 'PublicIPAddress')).toEqual([])
    expect(ofType(run, 'Service')).toEqual([])
  })

  it('has what somebody asked for', async () => {
    const run = await mockedRun(
      specOf({
        ...{ 'allow-cidr': ['192.0.2.0/24'], nodes: 3, 'max-nodes': 9, 'node-type': 'Standard_D4s_v5' },
        ...{ 'database-class': 'Standard_B2s', 'database-storage': 100, 'kubernetes-version': '1.33' },
        ...{ 'vnet-cidr': '10.8.0.0/16', tag: ['team=ml'] },
      }),
    )

    expect(one(run, 'ManagedCluster').inputs).toMatchObject({
      ...{ kubernetesVersion: '1.33', apiServerAccessProfile: { authorizedIPRanges: ['192.0.2.0/24'] } },
      agentPoolProfiles: [{ minCount: 3, maxCount: 9, vmSize: 'Standard_D4s_v5' }],
    })
    expect(one(run, 'Server').inputs).toMatchObject({
      ...{ sku: { name: 'Standard_B2s', tier: 'Burstable' }, storage: { storageSizeGB: 100 } },
      tags: { team: 'ml' },
    })
    expect(one(run, 'VirtualNetwork').inputs['addressSpace']).toEqual({ addressPrefixes: ['10.8.0.0/16'] })
  })

  it('stays inside every limit with the longest name', async () => {
    const run = await mockedRun(specOf({ preset: 'production' }, {}, longestName))
    const named = (type: string, key: string) => String(one(run, type).inputs[key])

    expect(named('ManagedCluster', 'nodeResourceGroup').length).toBeLessThanOrEqual(80)
    expect(named('ManagedCluster', 'dnsPrefix')).toMatch(/^[a-z][a-z0-9-]{0,52}[a-z0-9]$/i)
    expect(named('Server', 'serverName')).toMatch(/^[a-z][a-z0-9-]{1,61}[a-z0-9]$/)
    expect(one(run, 'PublicIPAddress').inputs).toMatchObject({
      dnsSettings: { domainNameLabel: expect.stringMatching(/^[a-z][a-z0-9-]{1,61}[a-z0-9]$/) },
    })
  })
})

describe('where something is there', () => {
  it('nodes and database are in the subnets that somebody named', async () => {
    const run = await mockedRun(specOf(places['subnets that are there']))

    expect(ofType(run, 'VirtualNetwork')).toEqual([])
    expect(one(run, 'ManagedCluster').inputs).toMatchObject({
      agentPoolProfiles: [{ vnetSubnetID: subnets.nodes }],
    })
    expect(one(run, 'Server').inputs).toMatchObject({
      network: { delegatedSubnetResourceId: subnets.database },
    })
  })

  it('a cluster is entered by its own credentials, and its address is where its nodes are', async () => {
    const run = await mockedRun(specOf(places['a cluster that is there']))

    expect(ofType(run, 'ManagedCluster')).toEqual([])
    expect(run.invokes).toEqual(['azure-native:containerservice:listManagedClusterUserCredentials'])
    expect(one(run, 'PublicIPAddress').inputs['resourceGroupName']).toBe('MC_shared_main_westeurope')
  })
})

describe('in the parts of its life', () => {
  const isProtected = async (...[wish]: [Parameters<typeof mockedRun>[1]?]) =>
    (await mockedRun(specOf(), wish)).resources.filter((each) => each.isProtected).map(({ name }) => name)

  it('is protected until somebody takes it away', async () => {
    expect((await isProtected()).toSorted()).toEqual(['cluster', 'database', 'group'])
    expect(await isProtected({ part: 'cleared', leaving: 'delete' })).toEqual([])
  })

  it('a stopped one has all but a running server', async () => {
    const run = await mockedRun(specOf(), { part: 'stopped' })

    expect(JSON.stringify(one(run, 'Release').inputs)).toContain('"replicaCount":0')
  })

  it('a cleared one has nothing in the cluster, and none of what waits for that', async () => {
    const run = await mockedRun(specOf(), { part: 'cleared', leaving: 'delete' })

    expect(names(run).filter((each) => /^kubernetes:/.test(each))).toEqual([])
    expect(ofType(run, 'ManagedCluster')).toHaveLength(1)
    expect(run.announced).toHaveLength(1)
  })

  it('one that keeps its data keeps the database, where that is, and its protection', async () => {
    const run = await mockedRun(specOf(), { part: 'data', leaving: 'keep' })

    expect(one(run, 'Server').isProtected).toBe(true)
    expect(ofType(run, 'VirtualNetwork')).toHaveLength(1)
    expect(ofType(run, 'ManagedCluster')).toEqual([])
  })
})
