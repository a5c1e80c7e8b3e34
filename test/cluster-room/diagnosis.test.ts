import { describe, expect, test } from 'vitest'
import { diagnoseRelease } from '../../src/cluster/diagnosis.ts'
import { type FakeKubernetes, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { openFake } from './open-fake.ts'
import { claim, ended, event, image, job, metadataOf, pod, running, waiting } from './release-objects.ts'

async function diagnosed(fill: (fake: FakeKubernetes) => void) {
  const fake = await startFakeKubernetes()
  fill(fake)
  return diagnoseRelease(await openFake(fake))
}

test('a release that runs has nothing', async () => {
  expect(await diagnosed((fake) => fake.put('Pod', pod({ ready: true })))).toBeUndefined()
})

test('a release that is not there has nothing', async () => {
  expect(await diagnosed(() => undefined)).toBeUndefined()
})

test('a cluster that does not answer is the reason itself', async () => {
  expect(await diagnosed((fake) => fake.pause())).toMatchObject({ code: 'CLUSTER_UNREACHABLE' })
})

test('who may see the pods alone is still told what they say', async () => {
  const found = await diagnosed((fake) => {
    fake.deny('list events', 'list jobs', 'list services')
    fake.put('Pod', pod({ phase: 'Pending', containers: [{ state: waiting('ErrImagePull', 'not found') }] }))
  })

  expect(found).toMatchObject({ code: 'IMAGE_NOT_FOUND' })
})

test('pods of other releases are none of its business', async () => {
  const other = pod({ containers: [{ state: waiting('ErrImagePull', 'not found') }] })
  const labels = { ...other.metadata.labels, 'app.kubernetes.io/instance': 'other' }

  expect(
    await diagnosed((fake) => fake.put('Pod', { ...other, metadata: { ...other.metadata, labels } })),
  ).toBeUndefined()
})

describe('an image', () => {
  const pulled = (reason: string, message: string, events: readonly string[] = []) =>
    diagnosed((fake) => {
      fake.put('Pod', pod({ phase: 'Pending', containers: [{ state: waiting(reason, message) }] }))
      for (const words of events) fake.put('Event', event('zenml-1', 'Failed', words))
    })

  test('that does not exist is named, with what to choose instead', async () => {
    const found = await pulled('ErrImagePull', `rpc error: failed to resolve reference "${image}": not found`)

    expect(found).toMatchObject({ code: 'IMAGE_NOT_FOUND', message: expect.stringContaining(image) })
    expect(found?.fix[0]).toContain('--server-version')
  })

  test('that is waited for is explained by the try before', async () => {
    const words = `Failed to pull image "${image}": 401 Unauthorized`
    const found = await pulled('ImagePullBackOff', `Back-off pulling image "${image}"`, [words])

    expect(found).toMatchObject({ code: 'IMAGE_FORBIDDEN', foreign: words })
  })

  test.each([
    ['dial tcp 10.0.0.1:443: i/o timeout', 'REGISTRY_UNREACHABLE'],
    ['toomanyrequests: You have reached your pull rate limit', 'REGISTRY_UNREACHABLE'],
    ['pull access denied, repository does not exist or may require authorization', 'IMAGE_NOT_FOUND'],
    ['no match for platform in manifest: not found', 'WRONG_ARCHITECTURE'],
  ])('refused with "%s" is %s', async (words, code) => {
    expect(await pulled('ErrImagePull', words)).toMatchObject({ code, foreign: words })
  })

  test('of the database is chosen otherwise', async () => {
    const containers = [
      { name: 'mysql', image: 'mysql:9.99', state: waiting('ErrImagePull', 'mysql:9.99: not found') },
    ]
    const found = await diagnosed((fake) =>
      fake.put('Pod', pod({ component: 'mysql', phase: 'Pending', containers })),
    )

    expect(found?.fix[0]).toContain('--database-image')
  })
})

describe('a container that ends', () => {
  test('is shown with its last words, without the password of an address', async () => {
    const found = await diagnosed((fake) => {
      const state = waiting('CrashLoopBackOff')
      const lastState = ended(3)
      fake.put('Pod', pod({ containers: [{ state, lastState, restartCount: 4 }] }))
      fake.logs.write(
        'zen/zenml-1/zenml',
        'starting',
        '\u001b[31mmysql://ada:secret@db/zenml is no good\u001b[0m',
      )
    })

    expect(found).toMatchObject({
      code: 'POD_CRASHES',
      message: 'The server in the pod zenml-1 ends by itself with exit code 3, 4 times so far.',
      foreign: 'starting\nmysql://ada:***@db/zenml is no good',
    })
  })

  test('out of memory says what to raise', async () => {
    const containers = [{ state: running, lastState: ended(137, 'OOMKilled'), restartCount: 2 }]
    const found = await diagnosed((fake) => fake.put('Pod', pod({ containers })))

    expect(found).toMatchObject({ code: 'OUT_OF_MEMORY' })
    expect(found?.fix[0]).toContain('resources: {limits: {memory: 4Gi}}')
  })

  test('and runs again shows the log of the run before', async () => {
    const found = await diagnosed((fake) => {
      fake.put('Pod', pod({ containers: [{ state: running, lastState: ended(1), restartCount: 1 }] }))
      fake.logs.write('zen/zenml-1/zenml', 'still fine')
      fake.logs.write('zen/zenml-1/zenml/previous', 'this was it')
    })

    expect(found?.foreign).toBe('this was it')
  })

  test('because its Secret is missing says so', async () => {
    const state = waiting('CreateContainerConfigError', 'secret "zenml-keys" not found')
    const found = await diagnosed((fake) =>
      fake.put('Pod', pod({ phase: 'Pending', containers: [{ state }] })),
    )

    expect(found).toMatchObject({ code: 'POD_NOT_STARTED', foreign: expect.stringContaining('zenml-keys') })
  })
})

describe('a migration that failed', () => {
  const migrated = (...log: readonly string[]) =>
    diagnosed((fake) => {
      fake.put('Job', job('zenml-migration', { conditions: [{ type: 'Failed', status: 'True' }] }))
      const containers = [{ name: 'migrate', state: ended(1) }]
      fake.put('Pod', pod({ name: 'zenml-migration-x', component: 'migration', phase: 'Failed', containers }))
      fake.logs.write('zen/zenml-migration-x/migrate', ...log)
    })

  test.each([
    ["(1045, \"Access denied for user 'zenml'@'10.0.0.1'\")", 'DATABASE_REFUSES_PASSWORD'],
    ['[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed', 'DATABASE_NOT_TRUSTED'],
    [
      'Connections using insecure transport are prohibited while --require_secure_transport=ON.',
      'DATABASE_WANTS_TLS',
    ],
    ['The database at db:3306 has no address.', 'DATABASE_UNREACHABLE'],
    ["alembic.util.exc.CommandError: Can't locate revision identified by '0.99.0'", 'DATABASE_TOO_NEW'],
    ['OSError: [Errno 28] No space left on device', 'VOLUME_FULL'],
    ["ModuleNotFoundError: No module named 'zenml'", 'MIGRATION_FAILED'],
  ])('with "%s" is %s', async (words, code) => {
    expect(await migrated('Looking for the database', words)).toMatchObject({
      code,
      foreign: `Looking for the database\n${words}`,
    })
  })
})

describe('a place to run', () => {
  test('that no node has is told in the words of the scheduler', async () => {
    const words = '0/3 nodes are available: 3 Insufficient memory.'
    const found = await diagnosed((fake) => fake.put('Pod', pod({ phase: 'Pending', unschedulable: words })))

    expect(found).toMatchObject({ code: 'POD_UNSCHEDULABLE', foreign: words })
    expect(found?.message).toContain('has room')
  })

  test('that waits for a volume is the fault of the volume', async () => {
    const words = 'no persistent volumes available for this claim and no storage class is set'
    const found = await diagnosed((fake) => {
      const unschedulable = 'pod has unbound immediate PersistentVolumeClaims'
      fake.put('Pod', pod({ component: 'mysql', phase: 'Pending', unschedulable }))
      fake.put('PersistentVolumeClaim', claim('zenml-mysql', 'Pending', ''))
      fake.put('Event', event('zenml-mysql', 'FailedBinding', words, 'Normal'))
    })

    expect(found).toMatchObject({
      code: 'VOLUME_NOT_PROVIDED',
      message: "The volume zenml-mysql can't be made: the cluster has no default StorageClass.",
      foreign: words,
    })
  })

  test('that a policy forbids is found though there are no pods', async () => {
    const words = 'pods "zenml-1-x" is forbidden: exceeded quota: small'
    const found = await diagnosed((fake) => {
      fake.put('ReplicaSet', { metadata: metadataOf('zenml-1', 'server') })
      fake.put('Event', event('zenml-1', 'FailedCreate', words))
    })

    expect(found).toMatchObject({ code: 'PODS_NOT_ALLOWED', foreign: words })
  })

  test('that has no volume yet', async () => {
    const found = await diagnosed((fake) => {
      fake.put('Pod', pod({ phase: 'Pending', containers: [{ state: waiting('ContainerCreating') }] }))
      fake.put('Event', event('zenml-1', 'FailedAttachVolume', 'Multi-Attach error'))
    })

    expect(found).toMatchObject({ code: 'VOLUME_NOT_ATTACHED', foreign: 'Multi-Attach error' })
  })
})

test('a load balancer without an address is what is left when all pods are ready', async () => {
  const found = await diagnosed((fake) => {
    fake.put('Pod', pod({ ready: true }))
    fake.put('Service', { metadata: metadataOf('zenml-caddy', 'caddy'), spec: { type: 'LoadBalancer' } })
  })

  expect(found).toMatchObject({ code: 'ADDRESS_NOT_GIVEN', message: expect.stringContaining('zenml-caddy') })
})

test('a server that is slow is shown with its log', async () => {
  const found = await diagnosed((fake) => {
    fake.put('Pod', pod({}))
    fake.logs.write('zen/zenml-1/zenml', 'loading')
  })

  expect(found).toMatchObject({ code: 'SERVER_NOT_READY', foreign: 'loading' })
})

test('a server that waits for a database with a full volume is the fault of that', async () => {
  const found = (words: string) =>
    diagnosed((fake) => {
      const first = [{ name: 'migrate', state: running }]
      fake.put('Pod', pod({ phase: 'Pending', first, containers: [{ state: waiting('PodInitializing') }] }))
      fake.logs.write('zen/zenml-1/migrate', 'Running upgrade')
      const containers = [{ name: 'mysql', state: running }]
      fake.put('Pod', pod({ name: 'zenml-mysql-0', component: 'mysql', ready: true, containers }))
      fake.logs.write('zen/zenml-mysql-0/mysql', words)
    })

  expect(await found('Disk is full writing ./zenml.ibd')).toMatchObject({ code: 'VOLUME_FULL' })
  expect(await found('ready for connections')).toMatchObject({
    code: 'SERVER_NOT_READY',
    foreign: 'Running upgrade',
  })
})
