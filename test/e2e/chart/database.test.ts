import { describe, expect, test } from 'vitest'
import { at, container, environment, find, maps, podOf, render, shape } from './render.ts'

const hooks = 'helm.sh/hook'

describe('SQLite', () => {
  test('lies on a volume that outlives the release, and belongs to one server at a time', async () => {
    const objects = await render(shape('sqlite'))
    const server = find(objects, 'Deployment')

    expect(at(server.body, 'spec', 'strategy', 'type')).toBe('Recreate')
    expect(at(server.body, 'spec', 'template', 'spec', 'volumes', 0)).toEqual({
      name: 'config',
      persistentVolumeClaim: { claimName: 'zen-zenml-config' },
    })
    const claim = find(objects, 'PersistentVolumeClaim')
    expect(claim.annotations).toEqual({ 'helm.sh/resource-policy': 'keep' })
    expect(claim.body['spec']).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
      resources: { requests: { storage: '2Gi' } },
    })
  })

  test('is brought up to date by the server itself, so there is no migration', async () => {
    const objects = await render({})

    expect(objects.filter(({ kind }) => kind === 'Job')).toEqual([])
    expect(environment(container(find(objects, 'Deployment'), 'zenml'))).not.toHaveProperty(
      'DISABLE_DATABASE_MIGRATION',
    )
  })

  test('that a killed start left unfinished on the volume is found by the pod before its server', async () => {
    const objects = await render({
      server: { certificates: { customCAs: [{ name: 'a', certificate: 'PEM' }] } },
    })
    const first = at(podOf(find(objects, 'Deployment')), 'initContainers')

    expect(maps(first).map(({ name }) => name)).toEqual(['certificates', 'sqlite'])
    const check = container(find(objects, 'Deployment'), 'sqlite')
    const server = container(find(objects, 'Deployment'), 'zenml')
    expect(at(check, 'command')).toEqual([
      'python',
      '-c',
      expect.stringContaining('never finished'),
      '/zenml/.zenconfig/local_stores/default_zen_store/zenml.db',
    ])
    for (const shared of ['image', 'securityContext', 'volumeMounts', 'resources'])
      expect(check[shared], shared).toEqual(server[shared])
  })

  test('is all that such a check is for', async () => {
    const without = { server: { database: { persistence: { enabled: false } } } }
    for (const values of [without, shape('mysql'), shape('external-database')]) {
      const first = at(podOf(find(await render(values), 'Deployment', 'zen-zenml')), 'initContainers')
      expect(maps(first).map(({ name }) => name)).not.toContain('sqlite')
    }
  })

  test('can do without a volume, and the notes of the release say what that means', async () => {
    const objects = await render({ server: { database: { persistence: { enabled: false } } } })

    expect(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([])
    expect(at(find(objects, 'Deployment').body, 'spec', 'template', 'spec', 'volumes', 0)).toEqual({
      name: 'config',
      emptyDir: {},
    })
  })
})

describe('a database that exists', () => {
  test('is migrated before anything of an install or an upgrade, and the servers leave its schema alone', async () => {
    const objects = await render(shape('external-database'))
    const job = find(objects, 'Job')

    expect(job.annotations[hooks]).toBe('pre-install,pre-upgrade')
    expect(at(job.body, 'spec', 'backoffLimit')).toBe(0)
    expect(at(container(job, 'migrate'), 'command', 3)).toBe('external')
    expect(environment(container(job, 'migrate'))).not.toHaveProperty('DISABLE_DATABASE_MIGRATION')
    expect(environment(container(find(objects, 'Deployment'), 'zenml'))).toHaveProperty(
      'DISABLE_DATABASE_MIGRATION',
      'True',
    )
  })

  test('is checked by its authority, with a password out of a Secret', async () => {
    const objects = await render(shape('external-database'))

    expect(environment(container(find(objects, 'Deployment'), 'zenml'))).toMatchObject({
      ZENML_STORE_TYPE: 'sql',
      ZENML_STORE_URL: 'zen-zenml/ZENML_STORE_URL',
      ZENML_STORE_PASSWORD: 'database/password',
      ZENML_STORE_SSL: 'true',
      ZENML_STORE_SSL_CA: 'zen-zenml/ZENML_STORE_SSL_CA',
      ZENML_STORE_SSL_VERIFY_SERVER_CERT: 'true',
      ZENML_STORE_POOL_SIZE: '30',
    })
    expect(find(objects, 'Secret', 'zen-zenml').body['stringData']).toMatchObject({
      ZENML_STORE_SSL_CA: expect.stringContaining('BEGIN CERTIFICATE'),
    })
  })

  test('is reached without TLS settings where there are none, since ZenML cannot read empty ones', async () => {
    const objects = await render({ server: { database: { url: 'mysql://zenml:secret@db:3306/zenml' } } })

    const names = Object.keys(environment(container(find(objects, 'Deployment'), 'zenml')))
    expect(names.filter((name) => name.startsWith('ZENML_STORE_SSL'))).toEqual([])
  })

  test('is dumped to a volume that is there before the migration', async () => {
    const objects = await render(shape('external-database'))
    const claim = find(objects, 'PersistentVolumeClaim', 'zen-zenml-db-backup')

    expect(Number(claim.annotations['helm.sh/hook-weight'])).toBeLessThan(
      Number(find(objects, 'Job').annotations['helm.sh/hook-weight']),
    )
    expect(environment(container(find(objects, 'Job'), 'migrate'))).toMatchObject({
      ZENML_STORE_BACKUP_STRATEGY: 'dump-file',
      ZENML_STORE_BACKUP_DIRECTORY: '/backups',
    })
  })
})

describe('a database in the cluster', () => {
  test('is waited for and migrated by the pods of an install, since no hook can run after it and before them', async () => {
    const objects = await render(shape('mysql'))
    const migrate = container(find(objects, 'Deployment'), 'migrate')

    expect(find(objects, 'Job').annotations[hooks]).toBe('pre-upgrade')
    expect(at(migrate, 'command', 3)).toBe('pod')
    expect(environment(migrate)).toMatchObject({
      ZENML_SERVER_AUTO_ACTIVATE: '1',
      ZENML_STORE_URL: 'mysql://zenml@zen-zenml-mysql:3306/zenml',
      ZENML_STORE_PASSWORD: 'zen-zenml-mysql-keys/password',
    })
    expect(environment(migrate)).not.toHaveProperty('DISABLE_DATABASE_MIGRATION')
  })

  test('is migrated before an upgrade touches the old servers', async () => {
    const objects = await render(shape('mysql'), { isUpgrade: true })

    expect(at(container(find(objects, 'Job'), 'migrate'), 'command', 3)).toBe('upgrade')
    expect(at(find(objects, 'Deployment').body, 'spec', 'strategy')).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    })
  })

  test('keeps its volume, which can grow, and its passwords when the release goes', async () => {
    const objects = await render(shape('mysql'))

    expect(find(objects, 'PersistentVolumeClaim').annotations).toEqual({ 'helm.sh/resource-policy': 'keep' })
    expect(at(find(objects, 'StatefulSet').body, 'spec', 'volumeClaimTemplates')).toBeUndefined()
    expect(find(objects, 'Secret', 'zen-zenml-mysql-keys').annotations).toMatchObject({
      [hooks]: 'pre-install,pre-upgrade',
    })
    expect(find(objects, 'Secret', 'zen-zenml-mysql-keys').annotations).not.toHaveProperty(
      'helm.sh/hook-delete-policy',
    )
  })

  test('talks to servers and migrations only', async () => {
    const objects = await render(shape('mysql'))
    const peers = at(find(objects, 'NetworkPolicy', 'zen-zenml-mysql').body, 'spec', 'ingress', 0, 'from')

    expect(peers).toEqual(
      ['server', 'migration'].map((component) => ({
        podSelector: {
          matchLabels: expect.objectContaining({ 'app.kubernetes.io/component': component }),
        },
      })),
    )
  })

  test('can be another image', async () => {
    const objects = await render({ mysql: { enabled: true, image: { repository: 'mariadb', tag: 10.11 } } })

    expect(container(find(objects, 'StatefulSet'), 'mysql')['image']).toBe('mariadb:10.11')
  })

  test('is replaced by what is put right, even when it never got ready', async () => {
    const database = find(await render(shape('mysql')), 'StatefulSet')

    expect(at(database.body, 'spec', 'podManagementPolicy')).toBe('Parallel')
  })

  test('is not restarted by another version of the server', async () => {
    const template = async (tag: string) =>
      at(
        find(await render({ ...shape('mysql-given-secrets'), server: { image: { tag } } }), 'StatefulSet')
          .body,
        'spec',
        'template',
      )

    expect(await template('0.98.0')).toEqual(await template('0.99.0'))
  })
})
