import { describe, expect, test } from 'vitest'
import { at, container, environment, find, refusal, render, shape } from './render.ts'

const mysql = { enabled: true }
const caddy = { enabled: true, host: 'zenml.example.com' }
const url = (address: string) => ({ server: { database: { url: address } } })

describe('values that contradict each other are refused with a sentence', () => {
  test.each([
    [{ server: { replicaCount: 2 } }, 'SQLite allows only one copy of the server, not 2'],
    [
      { autoscaling: { enabled: true } },
      'SQLite allows only one copy of the server: switch autoscaling.enabled',
    ],
    [{ mysql, ...url('mysql://a:b@c/d') }, 'Choose one database: mysql.enabled and server.database.url'],
    [
      { caddy, server: { ingress: { enabled: true } } },
      'Choose one way to reach the server: server.ingress.enabled and caddy.enabled are both set.',
    ],
    [
      {
        server: { service: { type: 'LoadBalancer' }, gateway: { enabled: true, gatewayRef: { name: 'a' } } },
      },
      'Choose one way to reach the server: server.service.type: LoadBalancer and server.gateway.enabled',
    ],
    [
      { server: { auth: { jwtSecretKey: 'a', existingSecret: { name: 'b', key: 'c' } } } },
      'Give one of server.auth.jwtSecretKey and server.auth.existingSecret, not both.',
    ],
    [
      { caddy: { ...caddy, tls: { existingSecret: 'a', cert: 'b', key: 'c' } } },
      'Give one of caddy.tls.existingSecret and caddy.tls.cert, not both.',
    ],
    [
      { mysql, autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 2 } },
      'autoscaling.minReplicas is larger than autoscaling.maxReplicas',
    ],
  ])('%j', async (values, sentence) => {
    expect(await refusal(values)).toContain(sentence)
  })
})

describe('values that need others are refused with the name of what is missing', () => {
  test.each([
    [
      { caddy: { ...caddy, acme: { ca: { secretRef: { name: 'a' } } } } },
      'caddy.acme.ca.secretRef.key is missing',
    ],
    [
      { server: { secretsStore: { type: 'aws', aws: { existingSecret: { key: 'a' } } } } },
      'server.secretsStore.aws.existingSecret.name is missing',
    ],
    [
      { server: { database: { url: 'mysql://a@b/c', passwordSecretRef: { name: 'a' } } } },
      'server.database.passwordSecretRef.key is missing',
    ],
    [{ caddy: { enabled: true } }, 'caddy.host is missing'],
    [{ caddy: { ...caddy, tls: { cert: 'a' } } }, 'caddy.tls.key is missing'],
    [{ server: { gateway: { enabled: true } } }, 'server.gateway.gatewayRef.name is missing'],
    [{ server: { admin: { existingSecret: { name: 'a' } } } }, 'server.admin.existingSecret.key is missing'],
    [
      { mysql, server: { database: { backupStrategy: 'database' } } },
      'server.database.backupDatabase is missing',
    ],
    [
      { server: { database: { url: 'mysql://a:b@c/d', sslVerifyServerCert: true } } },
      'server.database.sslVerifyServerCert needs server.database.sslCa',
    ],
  ])('%j', async (values, sentence) => {
    expect(await refusal(values)).toContain(sentence)
  })
})

describe('a database URL that ZenML would choke on is refused, without repeating its password', () => {
  test.each([
    ['postgres://zenml:secret@db/zenml', 'must start with mysql://'],
    ['mysql://db/zenml', 'names no user'],
    ['mysql://zenml:secret@db:3306', 'is not complete'],
    ['mysql://zenml:se/cret@db/zenml', 'is not complete'],
    ['mysql://zenml:secret@db/my-zenml', 'The database "my-zenml"'],
    ['mysql://zenml@db/zenml', 'has no password'],
  ])('%s', async (address, sentence) => {
    const words = await refusal(url(address))

    expect(words).toContain(sentence)
    expect(words).not.toMatch(/secret@|se\/cret/)
  })

  test('names in the cluster follow the same rule', async () => {
    expect(await refusal({ mysql: { ...mysql, database: 'my-zenml' } })).toContain(
      'mysql.database is "my-zenml"',
    )
    expect(await refusal({ mysql: { ...mysql, username: 'root' } })).toContain(
      'mysql.username can\'t be "root"',
    )
  })
})

test('all that is wrong is said at once', async () => {
  const words = await refusal({
    server: { replicaCount: 3, pro: { enabled: true } },
    caddy: { enabled: true },
  })

  expect(words).toContain('server.pro is not supported')
  expect(words).toContain('SQLite allows only one copy')
  expect(words).toContain('caddy.host is missing')
})

describe('what nobody knows is refused with its name', () => {
  test.each([
    [{ server: { replicas: 2 } }, "'replicas' not allowed"],
    [{ mysql: { enable: true } }, "'enable' not allowed"],
    [{ ingress: { enabled: true } }, "'ingress' not allowed"],
    [{ server: { service: { type: 'Loadbalancer' } } }, '/server/service/type'],
    [{ server: { replicaCount: 'two' } }, '/server/replicaCount'],
    [{ zenml: { ingres: {} } }, "'ingres' not allowed"],
  ])('%j', async (values, words) => {
    expect(await refusal(values)).toContain(words)
  })
})

describe('values written for ZenML’s own chart', () => {
  test('install as they are, under the old name of their section', async () => {
    const objects = await render(shape('official'))
    const server = container(find(objects, 'Deployment'), 'zenml')

    expect(at(find(objects, 'Deployment').body, 'spec', 'replicas')).toBe(2)
    expect(environment(server)).toMatchObject({
      ZENML_ANALYTICS_OPT_IN: 'False',
      ZENML_SERVER_JWT_TOKEN_EXPIRE_MINUTES: '60',
      ZENML_SERVER_CORS_ALLOW_ORIGINS: 'https://dashboard.example.com',
      ZENML_SECRETS_STORE_TYPE: 'aws',
      ZENML_SERVER_DISPLAY_UPDATES: 'false',
      HTTPS_PROXY: 'http://proxy.example.com:3128',
      NO_PROXY: expect.stringMatching(/^localhost,.*,\.example\.com$/),
      SSL_CERT_FILE: '/certificates/ca-certificates.crt',
    })
    expect(find(objects, 'ServiceAccount', 'zenml').annotations).toHaveProperty('eks.amazonaws.com/role-arn')
    expect(find(objects, 'ServiceAccount', 'zen-zenml-migration').annotations).toHaveProperty(
      'eks.amazonaws.com/role-arn',
    )
  })

  test('may leave whole sections empty', async () => {
    const empty = {
      auth: null,
      database: null,
      secretsStore: null,
      ingress: null,
      image: null,
      service: null,
    }

    expect(await refusal({ zenml: empty })).toBe('')
    expect(await refusal({ server: { image: null } })).toContain('The section server.image is empty')
    expect(await refusal({ server: { probes: { startup: null } }, podSecurityContext: null })).toBe('')
  })

  test.each([
    [{ zenml: { pro: { enabled: true } } }, 'server.pro'],
    [{ zenml: { authType: 'NO_AUTH' } }, 'server.authType'],
    [{ zenml: { defaultUsername: 'me' } }, 'server.defaultUsername'],
    [{ zenml: { ingress: { tls: { generateCerts: true } } } }, 'server.ingress.tls.generateCerts'],
    [{ zenml: { secretsStore: { aws: { region_name: 'a' } } } }, 'server.secretsStore.aws.region_name'],
    [{ zenml: { secretsStore: { encryptionKey: 'a' } } }, 'server.secretsStore.encryptionKey'],
    [{ server: { openTelemetry: { enabled: true } } }, 'server.openTelemetry'],
    [{ workerDeployments: { enabled: true } }, 'workerDeployments'],
    [{ zenml: { database: { url: 'mysql://a:b@c/d', sslCa: 'ca.pem' } } }, 'server.database.sslCa'],
  ])('are refused where they can’t work, with the key: %j', async (values, key) => {
    expect(await refusal(values)).toContain(`The value ${key} is `)
  })
})
