/** How the program of AWS wires what it makes, in every form that it has. */
import { describe, expect, it } from 'vitest'
import { earlierThan, names, ofType, one } from '../clouds/registrations.ts'
import { deployer, longestName, places, specOf } from './aws-requests.ts'
import { mockedRun } from './mocked-aws.ts'
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

describe.each(forms)('$form', ({ options, secrets }) => {
  it('runs, and everything at AWS is named, tagged, tried again and behind one provider', async () => {
    const run = await mockedRun(specOf(options, secrets))

    const atAws = run.resources.filter(({ type }) => type.startsWith('aws:'))
    expect(atAws.filter(({ retries }) => retries.length === 0)).toEqual([])
    expect(atAws.filter(({ type, inputs }) => !untaggable.test(type) && !inputs['tags'])).toEqual([])
    expect(ofType(run, 'aws')).toHaveLength(1)
    expect(JSON.parse(String(one(run, 'aws').inputs['defaultTags']))).toEqual({
      tags: { 'zen:deployment': 'team', 'zen:owner': deployer },
    })
    expect(names(run)).toEqual([...new Set(names(run))])
    expect(run.outputs).toMatchObject({ username: 'default', database: { type: 'mysql' }, version: '0.98.0' })
  })

  it('makes a server that waits for all it needs', async () => {
    const run = await mockedRun(specOf(options, secrets))

    const earlier = earlierThan(run, one(run, 'Release'))
    const later = names(run).filter((each) => !earlier.has(each))
    expect(later).toEqual(later.filter((each) => mayBeLate.test(each)))
  })
})

/** Parts of others, which have no tags at AWS. */
const untaggable = /:(Route|RouteTableAssociation|RolePolicyAttachment|AccessPolicyAssociation|Attachment)$/
/** The release itself, and doors that traffic needs only later. */
const mayBeLate =
  /^(kubernetes:helm.sh|pulumi:(index:Stash|providers)|aws:vpc\/securityGroup(Ingress|Egress)Rule:\w+ server-(http|https|out)$|aws:ec2\/routeTableAssociation|aws:eks\/accessEntry)/

describe('all new', () => {
  it('of the small preset is this', async () => {
    const run = await mockedRun(specOf())

    expect(
      names(run)
        .filter((each) => !each.startsWith('pulumi:index'))
        .toSorted(),
    ).toEqual(small)
  })

  it('of the production preset has two of everything important', async () => {
    const [run, little] = [await mockedRun(specOf({ preset: 'production' })), new Set(small)]

    const more = names(run).filter((each) => !each.startsWith('pulumi:index') && !little.has(each))
    expect(more.toSorted()).toEqual([
      'aws:ec2/eip:Eip address-b',
      'aws:ec2/eip:Eip nat-b',
      'aws:ec2/natGateway:NatGateway nat-b',
      'aws:ec2/route:Route private-b',
      'aws:ec2/routeTable:RouteTable private-b',
    ])
    expect(one(run, 'Instance').inputs).toMatchObject({ multiAz: true, backupRetentionPeriod: 14 })
    expect(one(run, 'NodeGroup').inputs['scalingConfig']).toEqual({ minSize: 2, desiredSize: 2, maxSize: 4 })
    expect(text(one(run, 'Release').inputs)).toContain('"replicaCount":2')
  })

  it('has one server where the data is in a file, whatever the preset', async () => {
    const run = await mockedRun(specOf({ preset: 'production', database: 'sqlite' }))

    expect(JSON.stringify(one(run, 'Release').inputs)).toContain('"replicaCount":1')
  })

  it('has its cluster and its database made side by side', async () => {
    const run = await mockedRun(specOf())
    const [cluster, database] = [one(run, 'Cluster'), one(run, 'Instance')]

    expect([...earlierThan(run, cluster)].filter((each) => /rds|database/.test(each))).toEqual([])
    expect([...earlierThan(run, database)].filter((each) => /eks/.test(each))).toEqual([])
    expect([...earlierThan(run, cluster)].filter((each) => /nat/i.test(each))).toEqual([])
  })

  it('has nodes that start when they can reach the internet, with a network in them', async () => {
    const run = await mockedRun(specOf())

    expect(one(run, 'NodeGroup').dependencies).toEqual(
      expect.arrayContaining([
        'aws:ec2/route:Route private-a',
        'aws:eks/addon:Addon cluster-vpc-cni',
        'aws:iam/rolePolicyAttachment:RolePolicyAttachment role-nodes-AmazonEKS_CNI_Policy',
      ]),
    )
    expect(one(run, 'Addon', 'cluster-coredns').dependencies).toContain('aws:eks/nodeGroup:NodeGroup nodes')
  })

  it('has a login made as late as possible, when who may enter is known', async () => {
    const run = await mockedRun(specOf())
    const provider = run.resources.find(({ type }) => type === 'pulumi:providers:kubernetes')

    expect(provider?.dependencies).toEqual(
      expect.arrayContaining([
        'aws:rds/instance:Instance database',
        'aws:eks/nodeGroup:NodeGroup nodes',
        expect.stringContaining('AccessPolicyAssociation'),
      ]),
    )
    expect(provider?.inputs['clusterIdentifier']).toBe('arn:aws:eks:eu-west-1:123456789012:cluster/zen-team')
    expect(run.invokes).toEqual(['aws:eks/getClusterAuth:getClusterAuth'])
  })

  it('lets nobody but the cluster reach the database, and encrypts and keeps it', async () => {
    const run = await mockedRun(specOf())
    const rules = ofType(run, 'SecurityGroupIngressRule').filter(
      ({ inputs }) => inputs['securityGroupId'] === 'database-id',
    )

    expect(rules.map(({ inputs }) => inputs)).toEqual([
      {
        ...{ securityGroupId: 'database-id', referencedSecurityGroupId: 'sg-of-cluster', ipProtocol: 'tcp' },
        ...{ fromPort: 3306, toPort: 3306, tags: { Name: 'zen-team-database-from-cluster' } },
      },
    ])
    expect(one(run, 'Instance').inputs).toMatchObject({
      ...{
        publiclyAccessible: false,
        storageEncrypted: true,
        backupRetentionPeriod: 7,
        deletionProtection: true,
      },
      ...{
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: expect.stringMatching(/^zen-team-final-[0-9a-f]{8}$/),
      },
      ...{ autoMinorVersionUpgrade: true, engineVersion: '8.4', vpcSecurityGroupIds: ['database-id'] },
    })
    expect(one(run, 'Instance').ignored).toContain('engineVersion')
  })

  it('reaches the database over TLS, and knows who signs for it', async () => {
    const values = text(one(await mockedRun(specOf()), 'Release').inputs)

    expect(values).toMatch(
      /mysql:\/\/zenml:Pw-0[0-9a-f]{37}@zen-team\.abc\.eu-west-1\.rds\.amazonaws\.com:3306\/zenml/,
    )
    expect(values).toContain('"sslVerifyServerCert":true')
    expect(values.match(/BEGIN CERTIFICATE/g)).toHaveLength(3)
  })

  it('leads from two ports of the load balancer to the nodes, and from nowhere else', async () => {
    const run = await mockedRun(specOf())

    expect(
      ofType(run, 'Listener')
        .map(({ inputs }) => inputs['port'])
        .toSorted(),
    ).toEqual([443, 80])
    expect(
      ofType(run, 'TargetGroup')
        .map(({ inputs }) => inputs['port'])
        .toSorted(),
    ).toEqual([30_080, 30_443])
    const toNodes = ofType(run, 'SecurityGroupIngressRule').filter(({ name }) =>
      name.startsWith('server-to-nodes'),
    )
    expect(
      toNodes.map(({ inputs }) => [inputs['securityGroupId'], inputs['referencedSecurityGroupId']]),
    ).toEqual([
      ['sg-of-cluster', 'server-id'],
      ['sg-of-cluster', 'server-id'],
    ])
    expect(one(run, 'Service').inputs['spec']).toMatchObject({
      ...{ type: 'NodePort', externalTrafficPolicy: 'Local' },
      ports: [{ nodePort: 30_080 }, { nodePort: 30_443 }],
    })
  })

  it('lets in the authority that grants the certificate before anybody else', async () => {
    const early = async (options = {}, secrets = {}) => {
      const run = await mockedRun(specOf(options), { secrets })
      return Object(one(run, 'Service').inputs['spec']).publishNotReadyAddresses
    }
    expect(await early()).toBe(true)
    expect(await early({ tls: 'off' })).toBeUndefined()
    expect(await early({ 'tls-secret': 'own' })).toBeUndefined()
    expect(await early({}, { 'tls-cert': 'own', 'tls-key': 'own' })).toBeUndefined()
  })

  it('is called by its first address, or by its domain', async () => {
    expect((await mockedRun(specOf())).outputs['url']).toMatch(/^https:\/\/203-0-113-\d+\.sslip\.io$/)
    const named = await mockedRun(specOf({ domain: 'zenml.example.com' }))
    expect(named.outputs['url']).toBe('https://zenml.example.com')
    const inClear = await mockedRun(specOf({ domain: 'zenml.example.com', tls: 'off' }))
    expect(inClear.outputs['url']).toBe('http://zenml.example.com')
    expect(ofType(inClear, 'Listener')).toHaveLength(1)
  })

  it('has no load balancer when nothing should lead to it', async () => {
    const run = await mockedRun(specOf({ expose: 'none' }))

    expect(run.outputs).toMatchObject({ unexposed: true })
    expect(names(run).filter((each) => /lb\/|autoscaling|address|server-/.test(each))).toEqual([])
  })

  it('has encrypted disks and tags on what nodes are made of', async () => {
    const { inputs } = one(await mockedRun(specOf({ tag: ['team=ml'] })), 'LaunchTemplate')

    expect(inputs).toMatchObject({
      blockDeviceMappings: [{ ebs: { encrypted: 'true' } }],
      metadataOptions: { httpTokens: 'required' },
    })
    expect(text(inputs['tagSpecifications'])).toContain('"team":"ml"')
  })

  it('has what somebody asked for', async () => {
    const admin = 'arn:aws:iam::123456789012:user/anna'
    const run = await mockedRun(
      specOf({
        ...{ 'allow-cidr': ['192.0.2.0/24'], 'admin-principal': [admin], 'control-plane-logs': true },
        ...{ nodes: 3, 'node-type': 'm6i.xlarge', 'database-class': 'db.m6g.large', 'database-storage': 100 },
        ...{ 'kubernetes-version': '1.33', 'database-snapshot': 'old' },
      }),
    )

    expect(one(run, 'Cluster').inputs).toMatchObject({
      ...{ version: '1.33', enabledClusterLogTypes: ['api', 'audit', 'authenticator'] },
      vpcConfig: { publicAccessCidrs: ['192.0.2.0/24'] },
    })
    expect(one(run, 'Cluster').dependencies).toContain('aws:cloudwatch/logGroup:LogGroup cluster-logs')
    expect(ofType(run, 'AccessEntry').map(({ inputs }) => inputs['principalArn'])).toEqual([deployer, admin])
    expect(one(run, 'NodeGroup').inputs).toMatchObject({
      instanceTypes: ['m6i.xlarge'],
      scalingConfig: { desiredSize: 3 },
    })
    expect(one(run, 'Instance').inputs).toMatchObject({
      ...{ instanceClass: 'db.m6g.large', allocatedStorage: 100, snapshotIdentifier: 'old' },
    })
    expect(one(run, 'Instance').inputs).not.toHaveProperty('dbName')
  })

  it('refuses logins of another account', async () => {
    const { inputs } = one(await mockedRun(specOf()), 'aws')

    expect(inputs['allowedAccountIds']).toBe('["123456789012"]')
  })

  it('is not begun by somebody who could not enter', async () => {
    const { options, ...rest } = specOf()

    await expect(mockedRun({ ...rest, options: { ...options, deployers: [] } })).rejects.toThrow(
      'Nobody could enter',
    )
  })

  it('stays inside every limit with the longest name', async () => {
    const run = await mockedRun(specOf({ preset: 'production' }, {}, longestName))
    const named = (type: string, key = 'name') => ofType(run, type).map(({ inputs }) => String(inputs[key]))

    for (const name of [...named('LoadBalancer'), ...named('TargetGroup')])
      expect(name).toMatch(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/)
    for (const name of named('Role')) expect(name.length).toBeLessThanOrEqual(64)
    for (const name of [
      ...named('Instance', 'identifier'),
      ...named('SubnetGroup'),
      ...named('Instance', 'finalSnapshotIdentifier'),
    ])
      expect(name).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,80}[a-z0-9]$/)
    expect(named('Cluster')[0]).toBe(`zen-${longestName}`)
  })
})
