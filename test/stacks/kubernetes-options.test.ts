/** What a person may say about a server on Kubernetes, and what zen answers. */
import { describe, expect, it } from 'vitest'
import { complete, resolveOptions } from '../../src/deployment/resolve.ts'
import type { Secrets } from '../../stacks/contract.ts'
import { kubernetes } from '../../stacks/kubernetes/provider.ts'

const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
const key = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'

function answerTo(given: Readonly<Record<string, unknown>>, secrets: Secrets = {}) {
  const layers = { given, config: {}, stored: {}, secrets }
  return complete(kubernetes, resolveOptions(kubernetes, layers), { clientVersion: '0.98.0' })
}

const problemsOf = (given: Readonly<Record<string, unknown>>, secrets?: Secrets) =>
  answerTo(given, secrets).problems.map(({ message }) => message)

it('nothing at all is enough', () => {
  expect(answerTo({})).toMatchObject({
    problems: [],
    values: {
      ...{ database: 'in-cluster', 'database-image': 'mysql:8.4', expose: 'load-balancer', tls: 'on' },
      ...{ replicas: 1, 'server-version': '0.98.0', image: 'zenmldocker/zenml-server', username: 'default' },
    },
  })
})

describe('a database', () => {
  it('may be named by its URL, whose password becomes a secret', () => {
    expect(answerTo({ database: 'mysql://zenml:p%40ss@db.example.com/zenml' })).toMatchObject({
      problems: [],
      values: { database: 'mysql://zenml@db.example.com/zenml' },
      secrets: { 'database-password': 'p@ss' },
    })
  })

  it.each([
    [
      'sqllite',
      '--database must be in-cluster, sqlite, or mysql://user@host:3306/database, and is "sqllite"',
    ],
    ['postgres://u:hunter2@h/d', '--database must look like mysql://user:password@host:3306/database'],
    ['mysql://db/zenml', '--database must name a host and a user: mysql://user:password@host/database'],
    [
      'mysql://u@db',
      '--database must end with the name of the database, in which ZenML allows no "-" and no "."',
    ],
    [
      'mysql://u@localhost/zenml',
      '--database must name the database as the cluster reaches it, for which this is not this computer',
    ],
  ])('%s is refused: %s', (database, problem) => {
    expect(problemsOf({ database })).toEqual([problem])
  })

  it('elsewhere has no volume, no image and no password that is not asked for', () => {
    const elsewhere = { database: 'mysql://u@db/zenml' }

    expect(problemsOf({ ...elsewhere, 'storage-size': '1Gi', 'database-image': 'mysql:9' })).toEqual([
      '--database-image goes with --database in-cluster',
      '--storage-size goes with --database in-cluster or sqlite: zen makes no volume for a database elsewhere',
    ])
    expect(problemsOf({}, { 'database-password': 'x', 'database-ca': certificate })).toEqual([
      '--database-password-file goes with the URL of a database in --database',
      '--database-ca goes with the URL of a database in --database',
    ])
  })

  it('in a file allows one server', () => {
    expect(problemsOf({ database: 'sqlite', replicas: 2 })).toEqual([
      'SQLite allows only one copy of the server: leave out --replicas, or choose another --database',
    ])
  })
})

describe('a way to the server', () => {
  it.each([
    [
      { expose: 'ingress' },
      [
        '--expose ingress needs --domain, a host name that leads to the controller: A-B-C-D.sslip.io leads to the address A.B.C.D',
        '--expose ingress needs --tls-secret, the Secret with its certificate, or --tls off',
      ],
    ],
    [{ expose: 'ingress', domain: 'zenml.example.com', tls: 'off' }, []],
    [{ expose: 'ingress', domain: 'zenml.example.com', 'tls-secret': 'zenml-tls' }, []],
    [{ expose: 'gateway', domain: 'zenml.example.com' }, ['--expose gateway needs --gateway']],
    [{ expose: 'gateway', domain: 'zenml.example.com', gateway: 'gateways/public' }, []],
    [
      { expose: 'none', domain: 'zenml.example.com', 'acme-email': 'me@example.com' },
      [
        '--domain goes with --expose load-balancer, ingress, gateway',
        '--acme-email goes with --expose load-balancer and --tls on, without --tls-secret',
      ],
    ],
    [{ expose: 'none', port: 9000 }, []],
    [{ port: 9000 }, ['--port goes with --expose none']],
    [{ 'ingress-class': 'nginx' }, ['--ingress-class goes with --expose ingress']],
  ])('%j is answered with %j', (given, problems) => {
    expect(problemsOf(given)).toEqual(problems)
  })

  it.each([
    [{}, { 'tls-cert': certificate }, '--tls-cert needs --tls-key'],
    [{}, { 'tls-key': key }, '--tls-key needs --tls-cert'],
    [
      { 'tls-secret': 'mine' },
      { 'tls-cert': certificate, 'tls-key': key },
      '--tls-cert and --tls-secret exclude each other: leave one out, or take back --tls-secret ""',
    ],
    [{ tls: 'off' }, { 'tls-ca': certificate }, /^--tls-ca goes with --expose .* and --tls on$/],
    [
      {},
      { 'tls-cert': certificate, 'tls-key': `${key} ENCRYPTED` },
      '--tls-key must hold a key without a passphrase',
    ],
  ])('%j with certificates is answered in words', (given, secrets, problem) => {
    expect(problemsOf(given, secrets)).toEqual([
      typeof problem === 'string' ? problem : expect.stringMatching(problem),
    ])
  })

  it.each([
    ['zenml.example.com', true],
    ['10-0-0-1.sslip.io', true],
    ['localhost', false],
    ['https://zenml.example.com', false],
    ['ZenML.example.com', false],
    ['10.0.0.1', false],
    [`${'a'.repeat(64)}.example.com`, false],
  ])('the domain %s: %s', (domain, isFine) => {
    expect(problemsOf({ domain }).length === 0).toBe(isFine)
  })
})

describe('a server', () => {
  it.each([
    [{ replicas: '0' }, /^--replicas must be a whole number from 1 to 100/],
    [{ image: 'mine:1' }, /^--image must be the name of an image without its tag/],
    [{ image: 'registry:5000/team/zenml' }, undefined],
    [{ 'server-version': '0.98.0@sha256:12' }, /^--server-version must be a version/],
    [{ 'server-version': `0.98.0@sha256:${'a'.repeat(64)}` }, undefined],
    [{ 'database-image': 'mysql' }, /with its tag, such as mysql:8.4/],
    [{ 'database-image': 'registry:5000/mariadb:11.4' }, undefined],
    [{ 'storage-size': 'much' }, /^--storage-size must be a size such as 10Gi/],
    [{ namespace: 'My_Team' }, /^--namespace must have at most 63 lower case letters/],
  ])('%j: %s', (given, problem) => {
    expect(problemsOf(given)).toEqual(problem === undefined ? [] : [expect.stringMatching(problem)])
  })
})

describe('values for the chart', () => {
  it.each([
    ['a: [', /^--values must hold YAML: /],
    ['- a', /^--values must hold "key: value" lines$/],
    [
      'server: {replicaCount: 3, image: {tag: 0.97.0}}\ncaddy: {enabled: true}\n',
      '--values must not set server.replicaCount (use --replicas), server.image.tag (use --server-version), caddy.enabled (use --expose and --tls)',
    ],
    ['zenml: {ingress: {enabled: true}}', '--values must not set server.ingress.enabled (use --expose)'],
    ['server: {ingress: {enabled: false, host: ""}, database: {url: }}', undefined],
  ])('%s: %s', (values, problem) => {
    const expected = typeof problem === 'string' ? problem : problem && expect.stringMatching(problem)
    expect(problemsOf({}, { values })).toEqual(expected === undefined ? [] : [expected])
  })
})

it('whoever does without HTTPS is told what that means', () => {
  expect(kubernetes.warnings?.(answerTo({ tls: 'off' }).values)).toEqual([
    'With --tls off everything passes in clear text, passwords too.',
  ])
  expect(kubernetes.warnings?.(answerTo({}).values)).toEqual([])
})
