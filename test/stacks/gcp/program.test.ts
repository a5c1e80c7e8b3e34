/** How the program of Google Cloud wires what it makes, in every form that it has. */
import { describe, expect, it } from 'vitest'
import { earlierThan, names, one } from '../clouds/registrations.ts'
import { deployer, longestName, places, specOf } from './gcp-requests.ts'
import { mockedRun } from './mocked-gcp.ts'
import { small } from './small-resources.ts'

const text = (value: unknown) => JSON.stringify(value)

const forms = Object.entries(places).flatMap(([place, options]) =>
  ['small', 'production'].flatMap((preset) =>
    ['managed', 'in-cluster', 'mysql://zenml@db.example.com/zenml'].map((database) => ({
      form: `${place}, ${preset}, ${database}`,
      options: { ...options, preset, database },
      secrets: database.includes(':') ? { 'database-password': 'x' } : {},
    })),
  ),
)

/** Where labels of a kind are. */
const labels: Readonly<Record<string, (inputs: Readonly<Record<string, unknown>>) => unknown>> = {
  'gcp:compute/address:Address': ({ labels: own }) => own,
  'gcp:compute/globalAddress:GlobalAddress': ({ labels: own }) => own,
  'gcp:container/cluster:Cluster': ({ resourceLabels }) => resourceLabels,
  'gcp:container/nodePool:NodePool': ({ nodeConfig }) => Object(nodeConfig).resourceLabels,
  'gcp:sql/databaseInstance:DatabaseInstance': ({ settings }) => Object(settings).userLabels,
}

describe.each(forms)('$form', ({ options, secrets }) => {
  it('runs, and everything at Google Cloud is named, labelled, tried again and behind one provider', async () => {
    const run = await mockedRun(specOf(options, secrets))

    const there = run.resources.filter(({ type }) => type.startsWith('gcp:'))
    expect(there.filter(({ retries }) => retries.length === 0)).toEqual([])
    for (const { type, inputs } of there) {
      const found = labels[type]?.(inputs)
      if (type in labels) expect(found).toEqual({ 'zen-deployment': 'team', 'zen-owner': 'anna_example_com' })
    }
    expect(one(run, 'gcp').inputs).toMatchObject({ project: 'zen-test-471112', region: 'europe-west1' })
    expect(names(run)).toEqual([...new Set(names(run))])
    expect(run.outputs).toMatchObject({ username: 'default', database: { type: 'mysql' }, version: '0.98.0' })
    expect(deployer).toBe('anna@example.com')
  })

  it('makes a server that waits for all it needs', async () => {
    const run = await mockedRun(specOf(options, secrets))

    const earlier = earlierThan(run, one(run, 'Release'))
    const later = names(run).filter((each) => !earlier.has(each))
    expect(later).toEqual(later.filter((each) => mayBeLate.test(each)))
  })
})

/** The release itself, and an API that nothing is made of. */
const mayBeLate =
  /^(kubernetes:helm.sh|pulumi:(index:Stash|providers)|gcp:projects\/service:Service api-container)/

describe('all new', () => {
  it('of the small preset is this', async () => {
    const run = await mockedRun(specOf())

    const made = names(run).filter((each) => !each.startsWith('pulumi:index'))
    expect(made.toSorted()).toEqual(small)
    expect(one(run, 'Cluster').inputs).toMatchObject({ location: 'europe-west1-b' })
    expect(one(run, 'NodePool').inputs).toMatchObject({
      nodeLocations: ['europe-west1-b'],
      autoscaling: { totalMinNodeCount: 1, totalMaxNodeCount: 3 },
    })
  })

  it('of the production preset has two of everything important', async () => {
    const run = await mockedRun(specOf({ preset: 'production' }))

    expect(
      names(run)
        .filter((each) => !each.startsWith('pulumi:index'))
        .toSorted(),
    ).toEqual(small)
    const zones = ['europe-west1-b', 'europe-west1-c']
    expect(one(run, 'Cluster').inputs).toMatchObject({ location: 'europe-west1', nodeLocations: zones })
    expect(one(run, 'NodePool').inputs).toMatchObject({ nodeLocations: zones, initialNodeCount: 1 })
    expect(one(run, 'DatabaseInstance').inputs['settings']).toMatchObject({
      availabilityType: 'REGIONAL',
      backupConfiguration: { backupRetentionSettings: { retainedBackups: 14 } },
    })
    expect(text(one(run, 'Release').inputs)).toContain('"replicaCount":2')
  })

  it('that began as a small one keeps its control plane where it is', async () => {
    const run = await mockedRun(specOf({ preset: 'production', 'cluster-location': 'europe-west1-b' }))

    expect(one(run, 'Cluster').inputs).toMatchObject({
      location: 'europe-west1-b',
      nodeLocations: ['europe-west1-c'],
    })
    expect(one(run, 'NodePool').inputs).toMatchObject({
      ...{ location: 'europe-west1-b', nodeLocations: ['europe-west1-b', 'europe-west1-c'] },
    })
  })

  it('has its cluster and its database made side by side', async () => {
    const run = await mockedRun(specOf())
    const [cluster, database] = [one(run, 'Cluster'), one(run, 'DatabaseInstance')]

    expect([...earlierThan(run, cluster)].filter((each) => /sql\/|databases|nat/.test(each))).toEqual([])
    expect([...earlierThan(run, database)].filter((each) => /container|nodes|nat/.test(each))).toEqual([])
  })

  it('has each thing made once its API is enabled', async () => {
    const run = await mockedRun(specOf())
    const apisBefore = (type: string) =>
      one(run, type).dependencies.flatMap((each) => /Service (api-\w+)$/.exec(each)?.[1] ?? [])

    expect(apisBefore('Network')).toEqual(['api-compute'])
    expect(apisBefore('Cluster')).toEqual(['api-container'])
    expect(apisBefore('DatabaseInstance')).toEqual(['api-sql'])
    expect(apisBefore('Connection')).toEqual(['api-serviceNetworking'])
    expect(apisBefore('Account')).toEqual(['api-iam'])
    expect(apisBefore('IAMMember')).toEqual(['api-resourceManager'])
    expect(one(run, 'Service', 'api-sql').inputs).toMatchObject({ disableOnDestroy: false })
  })

  it('has nodes with an identity of their own, without addresses, that pods can not borrow from', async () => {
    const run = await mockedRun(specOf())

    expect(one(run, 'Cluster').inputs).toMatchObject({
      workloadIdentityConfig: { workloadPool: 'zen-test-471112.svc.id.goog' },
      privateClusterConfig: { enablePrivateNodes: true },
      ipAllocationPolicy: { clusterSecondaryRangeName: 'pods', servicesSecondaryRangeName: 'services' },
    })
    expect(one(run, 'NodePool').inputs['nodeConfig']).toMatchObject({
      ...{ serviceAccount: 'nodes@zen-test-471112.iam.gserviceaccount.com' },
      workloadMetadataConfig: { mode: 'GKE_METADATA' },
    })
    expect(one(run, 'NodePool').dependencies).toContain('gcp:compute/routerNat:RouterNat nat')
  })

  it('has a database that nobody reaches from outside, and nobody without TLS', async () => {
    const run = await mockedRun(specOf())

    expect(one(run, 'DatabaseInstance').inputs).toMatchObject({
      name: expect.stringMatching(/^zen-team-[0-9a-f]{8}$/),
      databaseVersion: 'MYSQL_8_4',
      settings: {
        edition: 'ENTERPRISE',
        ipConfiguration: {
          ...{ ipv4Enabled: false, sslMode: 'ENCRYPTED_ONLY', allocatedIpRange: 'zen-team-databases' },
          serverCaMode: 'GOOGLE_MANAGED_INTERNAL_CA',
        },
        backupConfiguration: { enabled: true, binaryLogEnabled: true },
      },
    })
    const values = text(one(run, 'Release').inputs['values'])
    expect(values).toMatch(/mysql:\/\/zenml:Pw-0[0-9a-f]{37}@10\.42\.32\.3:3306\/zenml/)
    expect(values).toContain('"ssl":true,"sslCa":{"value":"OWN AUTHORITY\\n"},"sslVerifyServerCert":false')
  })

  it('has a load balancer at an address that stays, and is called by it, or by its domain', async () => {
    const run = await mockedRun(specOf())

    expect(one(run, 'Service', 'address').inputs).toMatchObject({
      metadata: {
        annotations: {
          'cloud.google.com/l4-rbs': 'enabled',
          'networking.gke.io/load-balancer-ip-addresses': 'zen-team-address',
        },
      },
      spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', loadBalancerIP: '203.0.113.10' },
    })
    expect(run.outputs['url']).toBe('https://203-0-113-10.sslip.io')
    const named = await mockedRun(specOf({ domain: 'zenml.example.invalid' }))
    expect(named.outputs['url']).toBe('https://zenml.example.invalid')
    const hidden = await mockedRun(specOf({ expose: 'none' }))
    expect(names(hidden).filter((each) => /Address address|v1:Service/.test(each))).toEqual([])
  })

  it('has a login made as late as possible', async () => {
    const run = await mockedRun(specOf())

    expect(one(run, 'kubernetes', 'cluster').inputs).toMatchObject({
      clusterIdentifier: 'projects/zen-test-471112/locations/europe-west1-b/clusters/zen-team',
    })
    const [place] = run.announced
    expect(text(place)).toContain('https://203.0.113.5')
    expect(text(place)).toContain('ya29.token')
  })

  it('has what somebody asked for', async () => {
    const run = await mockedRun(
      specOf({
        ...{ 'allow-cidr': ['192.0.2.0/24'], 'kubernetes-version': '1.35', 'network-cidr': '10.9.0.0/20' },
        ...{ 'admin-principal': ['user:ben@example.com', 'group:ml@example.com'], tag: ['team=ml'] },
        ...{ nodes: 4, 'node-type': 'n2-standard-4', 'database-storage': 50 },
      }),
    )

    expect(one(run, 'Cluster').inputs).toMatchObject({
      minMasterVersion: '1.35',
      masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: '192.0.2.0/24' }] },
      resourceLabels: { team: 'ml' },
    })
    expect(one(run, 'Subnetwork').inputs).toMatchObject({ ipCidrRange: '10.9.0.0/24' })
    expect(one(run, 'NodePool').inputs).toMatchObject({ autoscaling: { totalMinNodeCount: 4 } })
    expect(one(run, 'DatabaseInstance').inputs).toMatchObject({
      settings: { diskSize: 50, diskAutoresizeLimit: 250 },
    })
    expect(one(run, 'ClusterRoleBinding').inputs['subjects']).toMatchObject([
      { kind: 'User', name: 'ben@example.com' },
      { kind: 'Group', name: 'ml@example.com' },
    ])
    expect(text(one(run, 'StorageClass').inputs)).toContain('team=ml,zen-deployment=team')
  })

  it('stays inside every limit with the longest name', async () => {
    const run = await mockedRun(specOf({}, {}, longestName))
    const nameOf = (type: string, property = 'name') => String(one(run, type).inputs[property])

    expect(nameOf('Cluster').length).toBeLessThanOrEqual(40)
    expect(nameOf('Account', 'accountId')).toMatch(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/)
    expect(`zen-test-471112:${nameOf('DatabaseInstance')}`.length).toBeLessThanOrEqual(98)
    for (const type of ['Network', 'Subnetwork', 'Router', 'RouterNat', 'Address', 'GlobalAddress'])
      expect(nameOf(type)).toMatch(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/)
  })
})

describe('in what is there', () => {
  it('a network is used as it is, and GKE finds ranges by itself', async () => {
    const run = await mockedRun(specOf(places['a network that is there']))

    expect(names(run).filter((each) => /Network|Router|GlobalAddress|Connection/.test(each))).toEqual([])
    expect(one(run, 'Cluster').inputs).toMatchObject({
      network: 'projects/zen-test-471112/global/networks/main',
      subnetwork: 'projects/zen-test-471112/regions/europe-west1/subnetworks/main-west',
      ipAllocationPolicy: { clusterIpv4CidrBlock: '/18' },
    })
    expect(text(one(run, 'DatabaseInstance').inputs)).not.toContain('allocatedIpRange')
  })

  it('a cluster is entered, and nothing is made of it', async () => {
    const run = await mockedRun(specOf(places['a cluster that is there']))

    expect(names(run).filter((each) => /gcp:container|Account|Network|StorageClass/.test(each))).toEqual([])
    expect(text(run.announced)).toContain('https://203.0.113.6')
    expect(one(run, 'DatabaseInstance').inputs['settings']).toMatchObject({
      ipConfiguration: { privateNetwork: 'projects/zen-test-471112/global/networks/main' },
    })
  })
})
