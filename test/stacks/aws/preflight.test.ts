/** What is found out at AWS before anything is made, with recorded answers. */
import { describe, expect, it } from 'vitest'
import { preflight, roleOf } from '../../../stacks/aws/preflight.ts'
import type { Spec } from '../../../stacks/contract.ts'
import { places, specOf } from './aws-requests.ts'
import { type Account, askInstead } from './mocked-account.ts'

/** As a person gives it, before anything was found out. */
function wished(options = {}): Spec {
  const { options: all, ...spec } = specOf(options)
  const found = ['aws-account', 'deployers', 'zones']
  return {
    ...spec,
    options: Object.fromEntries(
      Object.entries(all).filter(([key]) => !found.includes(key) && !key.startsWith('found-')),
    ),
  }
}

async function ask(account: Account, spec = wished(), stored?: Spec) {
  await askInstead(account)
  return preflight({ spec, ...(stored ? { stored } : {}) })
}

/** What is not fine: verdict and sentence. */
async function troubles(account: Account, spec?: Spec, stored?: Spec) {
  const { findings } = await ask(account, spec, stored)
  return findings.flatMap(({ verdict, message }) => (verdict === 'pass' ? [] : [`${verdict}: ${message}`]))
}

describe('an account in which nothing is in the way', () => {
  it('is named, with whom one is there, and what must stay so is found out', async () => {
    const { findings, ...rest } = await ask({})

    expect(rest).toEqual({
      where: 'AWS account 123456789012 in eu-west-1',
      identity: 'arn:aws:sts::123456789012:assumed-role/Deployer/anna',
      settled: {
        'aws-account': '123456789012',
        deployers: ['arn:aws:iam::123456789012:role/teams/Deployer'],
        zones: ['eu-west-1a', 'eu-west-1b'],
        'vpc-cidr': '10.42.0.0/16',
      },
    })
    expect(findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(findings.map(({ id }) => id)).toEqual([
      'aws-login',
      'aws-region',
      'aws-zones',
      'aws-network',
      'aws-quotas',
      'aws-permissions',
      'aws-names',
    ])
  })

  it.each(Object.keys(places))('can hold %s', async (place) => {
    const subnet = (id: string) => ({
      id,
      vpcId: 'vpc-0a1b',
      availabilityZone: `eu-west-1${id.at(-1)}`,
      availabilityZoneId: 'x',
      availableIpAddressCount: 4000,
    })
    const account: Account = {
      getSubnet: ({ id }) => subnet(String(id)),
      getSubnets: { ids: ['subnet-9a', 'subnet-9b', 'subnet-8a'] },
      getCluster: {
        status: 'ACTIVE',
        vpcConfig: { vpcId: 'vpc-0a1b', subnetIds: ['subnet-0a', 'subnet-0b'], endpointPublicAccess: true },
      },
    }

    const { settled } = await ask(account, wished(places[place]))
    expect(await troubles(account, wished(places[place]))).toEqual([])
    if (place === 'a cluster that is there')
      expect(settled).toMatchObject({
        ...{ 'found-vpc': 'vpc-0a1b', 'found-subnets': ['subnet-0a', 'subnet-0b'] },
        'found-public-subnets': ['subnet-8a', 'subnet-9b'],
      })
  })
})

describe('a login', () => {
  it('that there is none of is the only thing that is said', async () => {
    const expired = new Error('api error ExpiredToken: The security token included in the request is expired')

    expect(await ask({ getCallerIdentity: expired })).toMatchObject({
      ...{ where: 'AWS in eu-west-1', identity: '', settled: {} },
      findings: [{ id: 'aws-login', verdict: 'fail', message: 'Your login for AWS has expired.' }],
    })
    expect(await troubles({ getCallerIdentity: new Error('a strange thing') })).toEqual([
      'fail: AWS does not say who you are: a strange thing',
    ])
  })

  it('of the account itself is one that nobody can take away', async () => {
    const root = 'arn:aws:iam::123456789012:root'
    const account = {
      getCallerIdentity: { accountId: '123456789012', arn: root },
      getSessionContext: { issuerArn: root },
    }

    expect(await troubles(account)).toEqual([
      'warn: This is the login of the account itself (root), which may do everything.',
    ])
  })

  it('of another account touches nothing', async () => {
    const stored = specOf()
    const account = {
      getCallerIdentity: { accountId: '210987654321', arn: 'arn:aws:iam::210987654321:user/bob' },
    }

    expect(await troubles(account, wished(), stored)).toContain(
      'fail: "team" is in the AWS account 123456789012, and this login is one of account 210987654321.',
    )
  })

  it('that may not look at roles still has one', async () => {
    const { settled } = await ask({ getSessionContext: new Error('AccessDenied') })

    expect(settled['deployers']).toEqual(['arn:aws:iam::123456789012:role/Deployer'])
    expect(roleOf('arn:aws:iam::123456789012:user/anna')).toBe('arn:aws:iam::123456789012:user/anna')
  })

  it('of a colleague is added to those who were there before, and zones stay', async () => {
    const { settled } = await ask({}, wished(), specOf())

    expect(settled).toMatchObject({
      deployers: ['arn:aws:iam::123456789012:role/Deployer', 'arn:aws:iam::123456789012:role/teams/Deployer'],
      zones: ['eu-west-1a', 'eu-west-1b'],
    })
  })
})

describe('what AWS does not have', () => {
  it.each<[string, Account, object, readonly string[]]>([
    [
      'a region',
      { getRegions: { names: ['us-east-1'] } },
      {},
      ['fail: The region eu-west-1 is not enabled in this account, or there is none of that name.'],
    ],
    [
      'a type of node',
      { getInstanceTypeOfferings: { locations: [] } },
      { 'node-type': 'm6i.large' },
      ['fail: There are no instances of type m6i.large in eu-west-1.'],
    ],
    [
      'a class of database',
      { getOrderableDbInstance: new Error('no RDS DB Instance Classes matched the criteria') },
      { 'database-class': 'db.z9.large' },
      ['fail: RDS has no MySQL 8.4 of class db.z9.large in eu-west-1.'],
    ],
    [
      'two zones with all of it',
      { getOrderableDbInstance: { availabilityZones: ['eu-west-1c'] } },
      {},
      ['fail: Only eu-west-1c of eu-west-1 has all that is needed, and two zones are.'],
    ],
    ['a version of Kubernetes', {}, { 'kubernetes-version': '1.21' }, ['fail: EKS has no Kubernetes 1.21.']],
    [
      'an authority that we know',
      { getRegions: { names: ['il-central-1'] } },
      { region: 'il-central-1' },
      ['warn: Who signs the certificates of databases in il-central-1 is not known to zen.'],
    ],
  ])('is said: %s', async (_, account, options, expected) => {
    expect(await troubles(account, wished(options))).toEqual(expected)
  })

  it('a region that is not enabled is all that is said: nothing can be asked there', async () => {
    expect(await troubles({}, wished({ region: 'me-south-1' }))).toEqual([
      'fail: The region me-south-1 is not enabled in this account, or there is none of that name.',
    ])
  })

  it('a zone where no cluster can be is left out', async () => {
    const zones = { names: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], zoneIds: ['use1-az3', 'x', 'y'] }

    expect((await ask({ getAvailabilityZones: zones })).settled['zones']).toEqual([
      'eu-west-1b',
      'eu-west-1c',
    ])
  })
})

describe('quotas', () => {
  it('that are used up are named all at once, with the numbers', async () => {
    const account: Account = {
      getVpcs: ({ tags }) => ({ ids: tags ? [] : ['1', '2', '3', '4', '5'] }),
      getEips: ({ tags }) => ({ allocationIds: tags ? [] : ['1', '2', '3', '4'] }),
      getServiceQuota: ({ quotaCode }) => ({ value: { 'L-1216C47A': 1 }[String(quotaCode)] ?? 5 }),
    }

    expect(await troubles(account)).toEqual([
      'fail: This account has not enough left: VPCs: 1 needed, 5 in use of 5 (L-F678F1CE); elastic IP addresses: 2 needed, 4 in use of 5 (L-0263D0A3); processors (vCPU) of usual instances: 2 needed, at most 1 (L-1216C47A).',
    ])
  })

  it('that are enough to begin with only are a warning', async () => {
    const account: Account = {
      getServiceQuota: ({ quotaCode }) => ({ value: { 'L-1216C47A': 5 }[String(quotaCode)] ?? 100 }),
    }

    expect(await troubles(account, wished({ nodes: 2 }))).toEqual([
      'warn: Enough is left to begin with, but not to replace nodes later: that takes 6 processors (vCPU) of usual instances, and this account may have 5 (L-1216C47A).',
    ])
  })

  it('count what is of this deployment already only once', async () => {
    const account: Account = { getVpcs: { ids: ['1', '2', '3', '4', '5'] } }

    expect(await troubles(account)).toEqual([])
  })

  it('are not asked for what is not made', async () => {
    const { questions } = await askInstead({ getSubnet: { availableIpAddressCount: 0 } })
    await preflight({
      spec: wished({ ...places['a VPC that is there'], expose: 'none', database: 'in-cluster' }),
    })

    expect(questions.filter((question) => question === 'getServiceQuota')).toHaveLength(2)
  })

  it('that can not be seen are a warning', async () => {
    expect(await troubles({ getServiceQuota: new Error('AccessDenied') })).toEqual([
      'warn: Whether enough is left of these could not be checked: VPCs, elastic IP addresses, network load balancers, EKS clusters, RDS instances, processors (vCPU) of usual instances.',
    ])
  })
})

describe('permissions', () => {
  it('that are missing are all named', async () => {
    const account: Account = {
      getPrincipalPolicySimulation: ({ actionNames }) => ({
        results: [actionNames].flat().map((actionName) => ({
          actionName,
          allowed: !/^rds:Create/.test(String(actionName)),
        })),
      }),
    }

    expect(await troubles(account)).toEqual([
      'fail: Your login may not: rds:CreateDBInstance, rds:CreateDBParameterGroup, rds:CreateDBSnapshot, rds:CreateDBSubnetGroup.',
    ])
  })

  it('that can not be tried out are a warning', async () => {
    expect(await troubles({ getPrincipalPolicySimulation: new Error('AccessDenied') })).toEqual([
      'warn: Whether your login may do all this could not be checked.',
    ])
  })
})

describe('names', () => {
  const taken: Account = {
    getClusters: { names: ['zen-team'] },
    getInstances: ({ tags }) => ({ instanceIdentifiers: tags ? [] : ['zen-team'] }),
    getRoles: { names: ['zen-team-eu-west-1-nodes'], arns: [] },
  }

  it('that somebody has already are refused', async () => {
    expect(await troubles(taken)).toEqual([
      'fail: There is already: EKS cluster zen-team, RDS database zen-team, IAM role zen-team-eu-west-1-nodes.',
    ])
  })

  it('are ours when we know of the deployment', async () => {
    expect(await troubles(taken, wished(), specOf())).toEqual([])
  })
})

describe('a network', () => {
  const place = wished(places['a VPC that is there'])
  const subnet = (facts: object) => ({
    vpcId: 'vpc-0a1b',
    availabilityZone: 'eu-west-1a',
    availabilityZoneId: 'x',
    availableIpAddressCount: 99,
    ...facts,
  })

  it('that is there has to be one that can be used', async () => {
    const account: Account = {
      getVpc: { cidrBlock: '10.0.0.0/16', enableDnsHostnames: false, enableDnsSupport: true },
      getSubnet: ({ id }) =>
        id === 'subnet-0b'
          ? subnet({ id, availableIpAddressCount: 3 })
          : id === 'subnet-1b'
            ? subnet({ id, vpcId: 'vpc-9' })
            : subnet({ id }),
    }

    expect(await troubles(account, place)).toEqual([
      'fail: The VPC vpc-0a1b gives no names to what is in it, which EKS needs.',
      'fail: The private subnets are in eu-west-1a, and have to be in two zones at least.',
      'fail: The subnet subnet-0b has 3 addresses left, and 32 are needed.',
    ])
  })

  it('that can not be seen is said so', async () => {
    expect(
      await troubles(
        {
          getVpc: new Error('no matching EC2 VPC found'),
          getSubnet: new Error('no matching EC2 Subnet found'),
        },
        place,
      ),
    ).toEqual([
      "fail: The VPC can't be seen: no matching EC2 VPC found",
      ...Array.from({ length: 4 }, () => "fail: A subnet can't be seen: no matching EC2 Subnet found"),
      'fail: The private subnets are in no zone, and have to be in two zones at least.',
    ])
  })

  it('that is new gets addresses that no other one in the region has', async () => {
    const more = { associationId: 'x', state: 'associated', cidrBlock: '10.43.64.0/18' }
    const account = { getVpc: { cidrBlock: '10.42.128.0/17', cidrBlockAssociations: [more], tags: {} } }

    expect((await ask(account)).settled['vpc-cidr']).toBe('10.44.0.0/16')
    expect(await troubles(account)).toEqual([])
    expect((await ask(account, wished(), specOf({ 'vpc-cidr': '10.42.0.0/16' }))).settled['vpc-cidr']).toBe(
      '10.42.0.0/16',
    )
  })

  it('that is new is refused addresses of another one, which is named', async () => {
    const account = {
      getVpc: { cidrBlock: '10.9.0.0/16', cidrBlockAssociations: [], tags: { Name: 'office' } },
    }
    const { findings } = await ask(account, wished({ 'vpc-cidr': '10.9.16.0/20' }))

    expect(findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([
      {
        ...{ id: 'aws-network', title: 'Network at AWS', verdict: 'fail' },
        message:
          'Another network has addresses of 10.9.16.0/20 already: vpc-default (office) has 10.9.0.0/16.',
        fix: ['Take these, which no network has: --vpc-cidr 10.42.0.0/20'],
      },
    ])
  })
})

describe('a cluster that is there', () => {
  const spec = wished({ cluster: 'main' })

  it('has to be there', async () => {
    expect(await troubles({ getCluster: new Error("couldn't find resource") }, spec)).toEqual([
      "fail: The cluster can't be seen: couldn't find resource",
      'fail: The private subnets are in no zone, and have to be in two zones at least.',
      'fail: There is no public subnet for the load balancer: none has the tag kubernetes.io/role/elb.',
    ])
  })

  it('has to be active, and reached from here', async () => {
    const account: Account = {
      getCluster: {
        status: 'UPDATING',
        vpcConfig: { vpcId: 'vpc-1', subnetIds: ['subnet-0a', 'subnet-0b'], endpointPublicAccess: false },
      },
      getSubnet: ({ id }) => ({
        id,
        vpcId: 'vpc-1',
        availabilityZone: id,
        availabilityZoneId: 'x',
        availableIpAddressCount: 99,
      }),
      getSubnets: { ids: ['subnet-9'] },
    }

    expect(await troubles(account, spec)).toEqual([
      'fail: The cluster main is UPDATING.',
      'fail: The API of the cluster main can be reached from inside its network only.',
    ])
  })
})

it('what can not be changed is said before AWS is asked to', async () => {
  const stored = specOf({ 'vpc-cidr': '10.42.0.0/16' })

  expect(await troubles({}, wished({ 'vpc-cidr': '10.1.0.0/16' }), stored)).toEqual([
    'fail: "team" was made with --vpc-cidr 10.42.0.0/16 and can\'t go on with --vpc-cidr 10.1.0.0/16: choose another --name, or leave it as it is.',
  ])
})
