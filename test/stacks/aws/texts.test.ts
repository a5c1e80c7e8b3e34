/** Texts that other programs read: certificates, kubeconfigs, policies. */
import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { databaseAuthority } from '../../../stacks/aws/database-authority.ts'
import { trustPolicy } from '../../../stacks/aws/roles.ts'
import { awsSpecOf } from '../../../stacks/aws/spec/aws-spec.ts'
import { neededActions, permissionPolicy } from '../../../stacks/aws/spec/permissions.ts'
import { usualRegions } from '../../../stacks/aws/spec/regions.ts'
import { settledOf, settledOptions } from '../../../stacks/aws/spec/settled.ts'
import { kubeconfig } from '../../../stacks/shared/kubeconfig.ts'
import { places, specOf } from './aws-requests.ts'

describe('the authorities of databases', () => {
  it('are those of the region, and none of another one', () => {
    const certificates = (databaseAuthority('eu-west-1') ?? '')
      .split(/(?<=-----END CERTIFICATE-----)\n/)
      .filter(Boolean)

    expect(
      certificates.map((text) =>
        new X509Certificate(text).subject.split('\n').find((line) => line.startsWith('CN=')),
      ),
    ).toEqual([
      'CN=Amazon RDS eu-west-1 Root CA RSA2048 G1',
      'CN=Amazon RDS eu-west-1 Root CA RSA4096 G1',
      'CN=Amazon RDS eu-west-1 Root CA ECC384 G1',
    ])
    for (const text of certificates)
      expect(new X509Certificate(text).validToDate.getFullYear()).toBeGreaterThan(2060)
  })

  it('are known in most regions; in the others a file has to be named', () => {
    const unknown = usualRegions.filter((region) => databaseAuthority(region) === undefined)

    expect(unknown).toEqual([
      'us-gov-east-1',
      'us-gov-west-1',
      'ap-southeast-5',
      'ca-west-1',
      'mx-central-1',
      'il-central-1',
    ])
  })
})

it('a kubeconfig needs no program to log in', () => {
  const text = kubeconfig({
    name: 'zen-team',
    server: 'https://c',
    certificateAuthority: 'Q0E=',
    token: 'k8s-aws-v1.x',
  })

  expect(JSON.parse(text)).toEqual({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'zen-team' },
    clusters: [{ name: 'zen-team', cluster: { server: 'https://c', 'certificate-authority-data': 'Q0E=' } }],
    users: [{ name: 'zen-team', user: { token: 'k8s-aws-v1.x' } }],
    contexts: [{ name: 'zen-team', context: { cluster: 'zen-team', user: 'zen-team' } }],
  })
})

it('a role is for one service', () => {
  expect(JSON.parse(trustPolicy('pods.eks', ['sts:AssumeRole', 'sts:TagSession']))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' } },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      },
    ],
  })
})

describe('permissions', () => {
  const needed = (options = {}) => neededActions(awsSpecOf(specOf(options)))

  it('are asked for exactly what is made', () => {
    expect(needed()).toEqual(
      expect.arrayContaining(['ec2:CreateVpc', 'eks:CreateCluster', 'rds:CreateDBInstance']),
    )
    const inExisting = needed(places['a cluster that is there'])
    expect(
      inExisting.filter((action) => /^eks:|CreateVpc|^iam:(?!CreateServiceLinkedRole)/.test(action)),
    ).toEqual([])
    expect(needed({ database: 'in-cluster' }).filter((action) => action.startsWith('rds:'))).toEqual([])
    expect(needed({ expose: 'none' }).filter((action) => action.startsWith('elasticloadbalancing:'))).toEqual(
      [],
    )
    expect(needed({ 'control-plane-logs': true })).toContain('logs:CreateLogGroup')
  })

  it('are all in the policy, which fits into one of IAM', () => {
    const [, change] = permissionPolicy().Statement
    const all = [needed(), needed({ 'control-plane-logs': true, 'database-snapshot': 's' })].flat()

    expect(all.filter((action) => !change?.Action.includes(action))).toEqual([])
    expect(all.filter((action) => action.includes('*'))).toEqual([])
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect(JSON.stringify(permissionPolicy()).length).toBeLessThan(6144)
  })
})

it('what was found out once can be read again', () => {
  const known = {
    ...{ account: '123456789012', deployers: ['a', 'b'], zones: ['z1', 'z2'], vpc: 'vpc-1' },
    ...{ privateSubnets: ['s1'], publicSubnets: [] },
  }

  expect(settledOf(settledOptions(known))).toEqual(known)
  expect(settledOf({})).toEqual({ deployers: [], zones: [], privateSubnets: [], publicSubnets: [] })
})
