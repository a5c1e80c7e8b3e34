import { describe, expect, test } from 'vitest'
import { at, container, environment, find, render, shape } from './render.ts'

const server = async (values: Parameters<typeof render>[0]) =>
  environment(container(find(await render(values), 'Deployment', 'zen-zenml'), 'zenml'))

describe('the administrator', () => {
  test('is made with the database, by whatever makes that', async () => {
    const made = { ZENML_SERVER: 'True', ZENML_SERVER_AUTO_ACTIVATE: '1', ZENML_DEFAULT_USER_NAME: 'admin' }
    const external = await render(shape('external-database'))
    const inCluster = await render(shape('mysql'))

    expect(await server({})).toMatchObject(made)
    expect(environment(container(find(external, 'Job'), 'migrate'))).toMatchObject(made)
    expect(environment(container(find(inCluster, 'Deployment'), 'migrate'))).toMatchObject(made)
  })

  test.each(['sqlite', 'mysql', 'external-database', 'existing-secrets', 'official', 'caddy-acme'])(
    'never has an empty password (%s)',
    async (name) => {
      const objects = await render(shape(name))
      const jobs = objects.filter(({ kind }) => kind === 'Job').map((job) => container(job, 'migrate'))
      for (const inside of [container(find(objects, 'Deployment', 'zen-zenml'), 'zenml'), ...jobs])
        expect(environment(inside)['ZENML_DEFAULT_USER_PASSWORD']).toMatch(/^[a-z-]+\/[a-zA-Z_-]+$/)
    },
  )
})

describe('a secret', () => {
  test('is generated when nobody gave it, in a Secret that Helm makes first and never replaces', async () => {
    const keys = find(await render({}), 'Secret', 'zen-zenml-keys')

    expect(keys.annotations).toEqual({
      'helm.sh/hook': 'pre-install,pre-upgrade',
      'helm.sh/hook-weight': '-10',
      'helm.sh/resource-policy': 'keep',
    })
    expect(keys.body['stringData']).toEqual({
      'admin-password': expect.stringMatching(/^\w{24}$/),
      'jwt-secret-key': expect.stringMatching(/^\w{48}$/),
      'encryption-key': expect.stringMatching(/^\w{48}$/),
    })
    expect(await server({})).toMatchObject({
      ZENML_DEFAULT_USER_PASSWORD: 'zen-zenml-keys/admin-password',
      ZENML_SERVER_JWT_SECRET_KEY: 'zen-zenml-keys/jwt-secret-key',
      ZENML_SECRETS_STORE_ENCRYPTION_KEY: 'zen-zenml-keys/encryption-key',
    })
  })

  test('is never generated when all are given: two renderings are the same', async () => {
    const [one, other] = await Promise.all([
      render(shape('mysql-given-secrets')),
      render(shape('mysql-given-secrets')),
    ])

    expect(one).toEqual(other)
    expect(one.map(({ name }) => name)).not.toContain('zen-zenml-keys')
    expect(find(one, 'Secret', 'zen-zenml').body['stringData']).toMatchObject({
      ZENML_DEFAULT_USER_PASSWORD: 'admin-password-of-the-test',
      ZENML_STORE_PASSWORD: 'password-of-the-test',
    })
  })

  test('comes from a Secret that somebody else keeps, each of them', async () => {
    const objects = await render(shape('existing-secrets'))

    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([])
    expect(environment(container(find(objects, 'Deployment'), 'zenml'))).toMatchObject({
      ZENML_DEFAULT_USER_PASSWORD: 'admin-login/password',
      ZENML_SERVER_JWT_SECRET_KEY: 'jwt/key',
      ZENML_SECRETS_STORE_ENCRYPTION_KEY: 'secrets-store/encryption-key',
      ZENML_STORE_URL: 'database/url',
      ZENML_STORE_SSL_CA: 'database-tls/ca.pem',
      ZENML_STORE_SSL_CERT: 'database-tls/tls.crt',
      ZENML_STORE_SSL_KEY: 'database-tls/tls.key',
      MY_TOKEN: 'tokens/mine',
    })
  })

  test('of the database in the cluster can come from elsewhere, for server and database alike', async () => {
    const existingSecret = { name: 'mine', passwordKey: 'user', rootPasswordKey: 'root' }
    const objects = await render({ mysql: { enabled: true, existingSecret } })

    expect(environment(container(find(objects, 'StatefulSet'), 'mysql'))).toMatchObject({
      MYSQL_PASSWORD: 'mine/user',
      MYSQL_ROOT_PASSWORD: 'mine/root',
    })
    expect(environment(container(find(objects, 'Deployment'), 'zenml'))).toHaveProperty(
      'ZENML_STORE_PASSWORD',
      'mine/user',
    )
  })

  test('is in no object but Secrets', async () => {
    const others = (await render(shape('mysql-given-secrets'))).filter(({ kind }) => kind !== 'Secret')

    expect(JSON.stringify(others)).not.toMatch(/password-of-the-test|f00e4282a/)
  })

  test('that changes restarts the servers', async () => {
    const checksum = async (password: string) =>
      at(
        find(await render({ server: { secretEnvironment: { MY_PASSWORD: password } } }), 'Deployment').body,
        'spec',
        'template',
        'metadata',
        'annotations',
        'checksum/secret',
      )

    expect(await checksum('one')).not.toBe(await checksum('other'))
  })

  test('need not encrypt a database that was made without', async () => {
    const sql = { generateEncryptionKey: false }

    expect(await server({ server: { secretsStore: { sql } } })).not.toHaveProperty(
      'ZENML_SECRETS_STORE_ENCRYPTION_KEY',
    )
  })
})

describe('variables of one’s own', () => {
  test('win over those of the chart, by value and by Secret, and appear once', async () => {
    const env = await server({
      server: {
        environment: { ZENML_DEFAULT_USER_NAME: 'me', ZENML_SERVER_REQUEST_TIMEOUT: 1000000 },
        secretEnvironment: { ZENML_DEFAULT_USER_PASSWORD: 'mine' },
        environmentSecretKeyRefs: [
          { name: 'ZENML_SERVER_JWT_SECRET_KEY', secretName: 'mine', secretKey: 'jwt' },
        ],
      },
    })

    expect(env).toMatchObject({
      ZENML_DEFAULT_USER_NAME: 'me',
      ZENML_SERVER_REQUEST_TIMEOUT: '1000000',
      ZENML_DEFAULT_USER_PASSWORD: 'zen-zenml/ZENML_DEFAULT_USER_PASSWORD',
      ZENML_SERVER_JWT_SECRET_KEY: 'mine/jwt',
    })
  })
})

describe('stores of secrets', () => {
  test.each([
    [
      'aws',
      { authMethod: 'iam-role', authConfig: { region: 'eu-west-1' } },
      { AUTH_METHOD: 'iam-role', AUTH_CONFIG: 'zen-zenml/ZENML_SECRETS_STORE_AUTH_CONFIG' },
    ],
    [
      'gcp',
      { authMethod: 'implicit', existingSecret: { name: 'gcp', key: 'config' } },
      { AUTH_METHOD: 'implicit', AUTH_CONFIG: 'gcp/config' },
    ],
    ['azure', { key_vault_name: 'vault' }, { KEY_VAULT_NAME: 'vault' }],
    [
      'hashicorp',
      { vault_addr: 'https://vault', vault_token: 'of the test', max_versions: 3 },
      {
        VAULT_ADDR: 'https://vault',
        MAX_VERSIONS: '3',
        VAULT_TOKEN: 'zen-zenml/ZENML_SECRETS_STORE_VAULT_TOKEN',
      },
    ],
    ['custom', { class_path: 'my.Store' }, { CLASS_PATH: 'my.Store' }],
  ])('can be %s', async (type, own, expected) => {
    const env = await server({ server: { secretsStore: { type, [type]: own } } })

    expect(env).toMatchObject(
      Object.fromEntries(
        Object.entries({ TYPE: type, ...expected }).map(([key, value]) => [
          `ZENML_SECRETS_STORE_${key}`,
          value,
        ]),
      ),
    )
    expect(env).not.toHaveProperty('ZENML_SECRETS_STORE_ENCRYPTION_KEY')
  })

  test('can be none, and can be two', async () => {
    const none = await server({ server: { secretsStore: { enabled: false } } })
    const two = await server({ server: { backupSecretsStore: { enabled: true, type: 'aws' } } })

    expect(none['ZENML_SECRETS_STORE_TYPE']).toBe('none')
    expect(two).toMatchObject({ ZENML_SECRETS_STORE_TYPE: 'sql', ZENML_BACKUP_SECRETS_STORE_TYPE: 'aws' })
  })
})
