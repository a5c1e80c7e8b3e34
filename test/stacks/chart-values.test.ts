import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { addressSettings } from '../../stacks/shared/chart-values.ts'
import { valueAt } from '../../stacks/values.ts'
import { chartText } from '../charts/chart-files.ts'
import { certificate, combinations, keys, valuesFor } from './chart-requests.ts'

const validate = new Ajv({ strict: false, allErrors: true }).compile(
  JSON.parse(chartText('values.schema.json')),
)

it.each(combinations)('%s: the schema of the chart takes the values', (_what, wish) => {
  for (const isRunning of [true, false]) {
    validate(valuesFor(wish, 'team', { isRunning }))
    expect(validate.errors ?? []).toEqual([])
  }
})

describe('the values', () => {
  it('of nothing but defaults are these', () => {
    expect(valuesFor({ options: {} })).toEqual({
      fullnameOverride: 'zen-team',
      server: {
        replicaCount: 1,
        image: { repository: 'zenmldocker/zenml-server', tag: '0.98.0' },
        admin: { username: 'default', password: keys.password },
        auth: { jwtSecretKey: keys.tokenKey },
        secretsStore: { sql: { encryptionKey: keys.encryptionKey } },
        serverURL: 'https://203-0-113-10.sslip.io',
      },
      mysql: {
        enabled: true,
        image: { repository: 'mysql', tag: '8.4' },
        password: keys.databasePassword,
        rootPassword: keys.databaseRootPassword,
      },
      caddy: { enabled: true, host: '203-0-113-10.sslip.io', service: { type: 'ClusterIP' } },
    })
  })

  it('have the password in the URL of the database, in which every letter is one', () => {
    const password = 'p@ss:/?#[]%41 "é'
    const options = { database: 'mysql://zen%40ml@db.example.com/zenml' }

    const { server } = valuesFor({ options, secrets: { 'database-password': password } })

    const url = new URL(String(valueAt({ server }, 'server.database.url')))
    expect(decodeURIComponent(url.password)).toBe(password)
    expect(url).toMatchObject({ username: 'zen%40ml', host: 'db.example.com', pathname: '/zenml' })
  })

  it('check the database once they know its authority', () => {
    const options = { database: 'mysql://zenml@db.example.com/zenml' }
    const secrets = { 'database-password': 'x', 'database-ca': certificate }

    expect(valueAt(valuesFor({ options, secrets }), 'server.database')).toEqual({
      ...{ url: 'mysql://zenml:x@db.example.com/zenml', ssl: true, sslVerifyServerCert: true },
      sslCa: { value: certificate },
    })
  })

  it('take the image of the database apart', () => {
    const image = (name: string) => valueAt(valuesFor({ options: { 'database-image': name } }), 'mysql.image')
    const digest = `sha256:${'a'.repeat(64)}`

    expect(image('registry:5000/team/mysql:9')).toEqual({ repository: 'registry:5000/team/mysql', tag: '9' })
    expect(image(`mysql:8.4@${digest}`)).toEqual({ repository: 'mysql', tag: `8.4@${digest}` })
  })

  it('run nothing, whatever scales the server, while it is stopped', () => {
    const values = 'autoscaling: {enabled: true, maxReplicas: 4}'

    const stopped = valuesFor({ options: {}, secrets: { values } }, 'team', { isRunning: false })

    expect(stopped).toMatchObject({ server: { replicaCount: 0 }, autoscaling: { enabled: false } })
  })
})

describe('a file of values', () => {
  const withFile = (values: string, options = {}) => valuesFor({ options, secrets: { values } })

  it('wins, key by key, over what zen did not decide by an option', () => {
    const values = withFile(
      'server: {shutdownDelaySeconds: 0, database: {poolSize: 5}}\nnodeSelector: {pool: ml}',
    )

    expect(values).toMatchObject({
      server: { replicaCount: 1, shutdownDelaySeconds: 0, database: { poolSize: 5 } },
      nodeSelector: { pool: 'ml' },
    })
  })

  it.each(['server', 'zenml'])('may leave values empty, which changes nothing: %s', (section) => {
    const values = withFile(`${section}: {debug: true, serverURL: , ingress: {enabled: , host: }}`)

    expect(values).toMatchObject({ server: { debug: true, serverURL: 'https://203-0-113-10.sslip.io' } })
    expect(valueAt(values, 'server.ingress')).toBeUndefined()
    expect(values).not.toHaveProperty('zenml')
  })

  it('may name Secrets, which then are the only source', () => {
    const values = withFile(`
server:
  auth: {existingSecret: {name: jwt, key: key}}
  secretsStore: {sql: {existingSecret: {name: store, key: key}}}
mysql: {existingSecret: {name: mysql}}
`)

    expect(valueAt(values, 'server.auth')).toEqual({ existingSecret: { name: 'jwt', key: 'key' } })
    expect(valueAt(values, 'server.secretsStore.sql')).not.toHaveProperty('encryptionKey')
    expect(valueAt(values, 'mysql')).not.toHaveProperty('password')
    expect(valueAt(values, 'mysql')).not.toHaveProperty('rootPassword')
  })

  it('tells the load balancer what it wants through zen’s own Service', () => {
    const values = `
caddy: {service: {annotations: {scheme: internal}, loadBalancerClass: mine, loadBalancerSourceRanges: [10.0.0.0/8]}}
server: {service: {annotations: {other: one}, externalTrafficPolicy: Local}}
`

    expect(addressSettings({ values }, true)).toEqual({
      annotations: { scheme: 'internal' },
      spec: { loadBalancerClass: 'mine', loadBalancerSourceRanges: ['10.0.0.0/8'] },
    })
    expect(addressSettings({ values }, false)).toEqual({
      annotations: { other: 'one' },
      spec: { externalTrafficPolicy: 'Local' },
    })
    expect(valueAt(withFile(values), 'caddy.service')).toEqual({ type: 'ClusterIP' })
  })

  it('that is empty is none', () => {
    expect(withFile('')).toEqual(valuesFor({ options: {} }))
    expect(addressSettings({}, true)).toEqual({ annotations: {}, spec: {} })
  })
})
