/** What a person may say about a deployment at AWS, and what zen answers. */
import { describe, expect, it } from 'vitest'
import { fixed } from '../../../stacks/aws/spec/immutable.ts'
import { problemsOfChange } from '../../../stacks/shared/spec/immutable.ts'
import { answerTo, places, problemsOf, specOf } from './aws-requests.ts'

describe('options', () => {
  it('a region is enough, and the environment may say it', () => {
    expect(answerTo({ region: 'eu-west-1' })).toMatchObject({
      problems: [],
      values: {
        region: 'eu-west-1',
        preset: 'small',
        database: 'managed',
        expose: 'load-balancer',
        'vpc-id': 'new',
      },
    })
    expect(answerTo({}, {}, { AWS_REGION: 'eu-north-1' }).values['region']).toBe('eu-north-1')
    expect(answerTo({}, {}, { AWS_DEFAULT_REGION: 'sa-east-1' }).values['region']).toBe('sa-east-1')
    expect(answerTo({}).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('The region of the cloud is missing'),
    ])
  })

  it.each([
    [
      { region: 'Ireland' },
      '--region must be the name of an AWS region, such as eu-west-1, and is "Ireland"',
    ],
    [
      { region: 'cn-north-1' },
      '--region must be outside the partitions that zen does not know, and is "cn-north-1"',
    ],
    [
      { 'vpc-cidr': '10.0.0.0/24' },
      '--vpc-cidr must be a block of private addresses from /16 to /20, such as 10.42.0.0/16, and is "10.0.0.0/24"',
    ],
    [
      { 'vpc-cidr': '10.0.0.1/16' },
      '--vpc-cidr must be a block of private addresses from /16 to /20, such as 10.42.0.0/16, and is "10.0.0.1/16"',
    ],
    [
      { 'vpc-cidr': '172.17.0.0/16' },
      '--vpc-cidr must not be 172.17.0.0/16, which nodes use themselves, and is "172.17.0.0/16"',
    ],
    [
      { 'node-type': 'm7g.large' },
      '--node-type must have an Intel or AMD processor: the image of ZenML knows no other, and is "m7g.large"',
    ],
    [
      { 'node-type': 'large' },
      '--node-type must be the name of an instance type, such as t3.large, and is "large"',
    ],
    [
      { 'database-class': 't4g.small' },
      '--database-class must be a class such as db.t4g.medium, and is "t4g.small"',
    ],
    [{ 'database-storage': 5 }, '--database-storage must be a whole number from 20 to 16384, and is 5'],
    [{ nodes: 0 }, '--nodes must be a whole number from 1 to 50, and is 0'],
    [
      { 'allow-cidr': ['me'] },
      '--allow-cidr must be blocks of addresses, such as 192.0.2.0/24 or 192.0.2.7/32, 40 at most, and is ["me"]',
    ],
    [
      { 'admin-principal': ['anna'] },
      '--admin-principal must be the ARN of a user or a role, such as arn:aws:iam::123456789012:role/Admin, and is ["anna"]',
    ],
    [{ tag: ['team'] }, '--tag must look like KEY=VALUE, and is ["team"]'],
    [
      { tag: ['zen:deployment=x'] },
      '--tag must not use Name, or keys that start with aws: or zen:, and is ["zen:deployment=x"]',
    ],
    [{ tag: ['a=1', 'a=2'] }, '--tag must not name the same key twice, and is ["a=1","a=2"]'],
    [
      { 'kubernetes-version': '1.34.2' },
      '--kubernetes-version must be a version such as 1.34, and is "1.34.2"',
    ],
    [
      { database: 'postgres' },
      '--database must be managed, in-cluster, sqlite, or mysql://user@host:3306/database, and is "postgres"',
    ],
    [
      { domain: 'localhost' },
      '--domain must be a host name in lower case, such as zenml.example.com, and is "localhost"',
    ],
  ])('%j is refused', (given, problem) => {
    expect(problemsOf(given)).toEqual([problem])
  })

  it('a network that is there needs subnets', () => {
    expect(problemsOf({ 'vpc-id': 'vpc-0a1b' })).toEqual([
      '--vpc-id vpc-0a1b needs --subnet-ids twice or more: private subnets of it in different zones',
      '--vpc-id vpc-0a1b needs --public-subnet-ids, where the load balancer is; or reach the server through a forwarded port: --expose none',
    ])
    expect(
      problemsOf({ 'vpc-id': 'vpc-0a1b', 'subnet-ids': ['subnet-1', 'subnet-2'], expose: 'none' }),
    ).toEqual([])
    expect(problemsOf({ 'subnet-ids': ['subnet-1'] })).toEqual([
      '--subnet-ids goes with --vpc-id vpc-… or --cluster',
    ])
  })

  it('a cluster that is there has nodes of its own, and a new one has no ingress', () => {
    expect(problemsOf({ cluster: 'main', nodes: 2, 'allow-cidr': ['10.0.0.0/8'] })).toEqual([
      '--nodes goes with a new cluster, without --cluster',
      '--allow-cidr goes with a new cluster, without --cluster',
    ])
    expect(problemsOf({ expose: 'ingress', domain: 'a.example.com', tls: 'off' })).toEqual([
      '--expose ingress needs --cluster, a cluster that has one; a new cluster has a load balancer',
    ])
    expect(problemsOf({ 'storage-class': 'fast' })).toEqual(['--storage-class goes with --cluster'])
  })

  it('a managed database has a size, and one elsewhere has a password', () => {
    const elsewhere = { database: 'mysql://zenml:x@db.example.com/zenml' }

    expect(problemsOf({ ...elsewhere, 'database-class': 'db.t4g.small' })).toEqual([
      '--database-class goes with --database managed',
    ])
    expect(problemsOf({ 'storage-size': '10Gi' })).toEqual([
      '--storage-size goes with --database in-cluster or sqlite: zen makes no volume for a database elsewhere',
    ])
    expect(problemsOf({}, { 'database-password': 'x' })).toEqual([
      '--database-password-file goes with the URL of a database in --database; the password of one that the cloud manages is made by zen itself',
    ])
    expect(answerTo({ region: 'eu-west-1', ...elsewhere })).toMatchObject({
      problems: [],
      secrets: { 'database-password': 'x' },
    })
  })

  it('no domain can be said aloud', () => {
    expect(problemsOf({ domain: 'none' })).toEqual([])
  })
})

describe('a deployment that is there', () => {
  it.each([
    [
      { region: 'eu-west-1' },
      { region: 'us-east-1' },
      '"team" was made with --region eu-west-1 and can\'t go on with --region us-east-1: choose another --name, or leave it as it is',
    ],
    [{}, places['a VPC that is there'], expect.stringContaining('was made with --vpc-id new and')],
    [
      {},
      { database: 'in-cluster' },
      'The data of "team" is in its managed database, and would not follow to --database in-cluster',
    ],
  ])('can not become another one: %j, then %j', (before, after = {}, problem) => {
    expect(problemsOfChange(specOf(after), specOf(before), fixed)[0]).toEqual(problem)
  })

  it('may change its sizes', () => {
    expect(problemsOfChange(specOf({ preset: 'production', nodes: 4 }), specOf(), fixed)).toEqual([])
    expect(problemsOfChange(specOf(), undefined, fixed)).toEqual([])
  })
})
