/** How much of a deployment at AWS is there in each part of its life, and what is protected then. */
import { describe, expect, it } from 'vitest'
import type { MockedRun } from '../clouds/mocked-cloud.ts'
import { names, ofType, one } from '../clouds/registrations.ts'
import { places, specOf } from './aws-requests.ts'
import { mockedRun } from './mocked-aws.ts'

const existing = places['a cluster that is there'] ?? {}
const kinds = (run: MockedRun) =>
  [...new Set(names(run).map((each) => each.split(' ')[0]?.split(':').at(-1)))].toSorted()
const isProtected = (run: MockedRun) =>
  run.resources
    .filter((each) => each.isProtected)
    .map(({ name }) => name)
    .toSorted()
/** Keys of the data, which are in the state in every part. */
const keys = ['admin-password', 'database-password', 'database-root-password', 'encryption-key', 'token-key']

describe('a deployment that is stopped', () => {
  it('has all but a running server', async () => {
    const run = await mockedRun(specOf({ preset: 'production' }), { part: 'stopped' })

    expect(JSON.stringify(one(run, 'Release').inputs)).toContain('"replicaCount":0')
    expect(names(run)).toEqual(
      expect.arrayContaining([...names(await mockedRun(specOf({ preset: 'production' })))]),
    )
  })
})

describe('a deployment that goes', () => {
  it('is protected until somebody takes it away', async () => {
    expect(isProtected(await mockedRun(specOf()))).toEqual(['cluster', 'database'])
  })

  it('loses its server first, while the cluster is there to remove what it made', async () => {
    const run = await mockedRun(specOf(), { part: 'cleared', leaving: 'snapshot' })

    expect(names(run).filter((each) => /^kubernetes:/.test(each))).toEqual([])
    expect(names(run).filter((each) => /lb\/|autoscaling|address/.test(each))).toEqual([])
    expect(kinds(run)).toEqual(
      expect.arrayContaining(['Addon', 'Cluster', 'Instance', 'NodeGroup', 'kubernetes']),
    )
    expect(isProtected(run)).toEqual([])
    expect(run.announced).toHaveLength(1)
  })

  it.each([
    ['keep', { deletionProtection: true, skipFinalSnapshot: false, deleteAutomatedBackups: false }],
    ['snapshot', { deletionProtection: false, skipFinalSnapshot: false, deleteAutomatedBackups: true }],
    ['delete', { deletionProtection: false, skipFinalSnapshot: true, deleteAutomatedBackups: true }],
  ] as const)('has its database told what to leave: %s', async (leaving, wanted) => {
    const run = await mockedRun(specOf(), { part: 'cleared', leaving })

    expect(one(run, 'Instance').inputs).toMatchObject(wanted)
    expect(one(run, 'Instance').isProtected).toBe(wanted.deletionProtection)
    expect(one(run, 'Cluster').inputs['deletionProtection']).toBe(false)
    expect(one(run, 'Cluster').isProtected).toBe(false)
  })

  it('keeps, with its data, nothing but the database and what that needs', async () => {
    const run = await mockedRun(specOf(), { part: 'data', leaving: 'keep' })

    expect(names(run).toSorted()).toEqual(
      [
        ...keys.map((key) => `pulumi:index:Stash ${key}`),
        'pulumi:index:Stash final-snapshot',
        'aws:ec2/vpc:Vpc vpc',
        'aws:ec2/subnet:Subnet private-a',
        'aws:ec2/subnet:Subnet private-b',
        'aws:ec2/securityGroup:SecurityGroup database',
        'aws:rds/subnetGroup:SubnetGroup database',
        'aws:rds/parameterGroup:ParameterGroup database',
        'aws:rds/instance:Instance database',
        'pulumi:providers:aws aws',
      ].toSorted(),
    )
    expect(isProtected(run)).toEqual(['database'])
    expect(run.invokes).toEqual([])
  })

  it('keeps the cluster too when the data is in it', async () => {
    const spec = specOf({ database: 'in-cluster' })
    const cleared = await mockedRun(spec, { part: 'cleared', leaving: 'keep' })
    const kept = await mockedRun(spec, { part: 'data', leaving: 'keep' })
    const gone = await mockedRun(spec, { part: 'cleared', leaving: 'delete' })

    for (const run of [cleared, kept])
      expect(kinds(run)).toEqual(expect.arrayContaining(['Namespace', 'NodeGroup']))
    expect(kinds(gone)).not.toContain('Namespace')
    expect(ofType(kept, 'Release')).toEqual([])
  })
})

describe('in a cluster that is there', () => {
  it('only the database, the addresses and the server are made', async () => {
    const run = await mockedRun(specOf(existing))

    expect(kinds(run).filter((kind) => kind !== 'Stash')).toEqual(
      [
        ...['Eip', 'Instance', 'Namespace', 'ParameterGroup', 'Release', 'SecurityGroup'],
        ...['SecurityGroupIngressRule', 'Service', 'SubnetGroup', 'aws', 'kubernetes'],
      ].toSorted(),
    )
    expect(one(run, 'SubnetGroup').inputs['subnetIds']).toEqual(['subnet-0c', 'subnet-0d'])
    expect(one(run, 'SecurityGroup').inputs['vpcId']).toBe('vpc-0c1d')
  })

  it('the cluster makes the load balancer, at addresses that are ours', async () => {
    const annotationsOf = async (preset: string) =>
      one(await mockedRun(specOf({ ...existing, preset })), 'Service').inputs['metadata']

    const prefix = 'service.beta.kubernetes.io/aws-load-balancer'
    expect(await annotationsOf('small')).toMatchObject({
      annotations: {
        [`${prefix}-type`]: 'nlb',
        [`${prefix}-eip-allocations`]: 'eipalloc-address-a',
        [`${prefix}-subnets`]: 'subnet-1c',
        [`${prefix}-additional-resource-tags`]: 'zen:deployment=team',
      },
    })
    expect(await annotationsOf('production')).toMatchObject({
      annotations: {
        [`${prefix}-eip-allocations`]: 'eipalloc-address-a,eipalloc-address-b',
        [`${prefix}-subnets`]: 'subnet-1c,subnet-1d',
      },
    })
  })

  it('the database lets in its nodes, whatever groups they are in', async () => {
    const run = await mockedRun(specOf({ ...existing, 'node-security-group-ids': ['sg-0e'] }))

    const groups = ofType(run, 'SecurityGroupIngressRule').map(
      ({ inputs }) => inputs['referencedSecurityGroupId'],
    )
    expect(groups.toSorted()).toEqual(['sg-0e', 'sg-main'])
  })

  it('an Ingress that is there can lead to the server', async () => {
    const ingress = { expose: 'ingress', domain: 'zenml.example.com', 'tls-secret': 'zenml-tls' }
    const run = await mockedRun(specOf({ ...existing, ...ingress }))

    expect(run.outputs['url']).toBe('https://zenml.example.com')
    expect(ofType(run, 'Eip')).toEqual([])
  })

  it('that is gone by now, nobody is asked, and what was in it is forgotten', async () => {
    const run = await mockedRun(specOf(existing), { part: 'data', leaving: 'snapshot', placeGone: true })

    expect(run.invokes).toEqual([])
    expect(run.announced).toEqual([])
    expect(one(run, 'kubernetes').inputs['deleteUnreachable']).toBe('true')
    expect(one(run, 'Instance').isProtected).toBe(false)
  })

  it('that is still there, a last login removes what was in it', async () => {
    const run = await mockedRun(specOf(existing), { part: 'data', leaving: 'keep' })

    expect(run.invokes.toSorted()).toEqual([
      'aws:eks/getCluster:getCluster',
      'aws:eks/getClusterAuth:getClusterAuth',
    ])
    expect(names(run).filter((each) => each.startsWith('kubernetes:'))).toEqual([])
  })
})
