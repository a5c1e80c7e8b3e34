import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { findings } from '../../src/checks/check.ts'
import { type CheckedRelease, clusterChecks } from '../../src/cluster/checks.ts'
import type { ClusterNeeds } from '../../stacks/program-contract.ts'
import { type FakeKubernetes, type FakeOptions, startFakeKubernetes } from '../fakes/fake-kubernetes.ts'
import { putRevision } from './helm-revision.ts'
import { openFake } from './open-fake.ts'
import { metadataOf, putNamespace } from './release-objects.ts'

const kinds = [
  { group: '', resource: 'services' },
  { group: '', resource: 'secrets' },
  { group: 'apps', resource: 'deployments' },
]

const node = (name: string, arch: string, more: object = {}) => ({
  metadata: { name, labels: { 'kubernetes.io/arch': arch, 'kubernetes.io/os': 'linux' } },
  spec: more,
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
})

interface Situation {
  readonly needs?: Partial<ClusterNeeds>
  readonly fake?: FakeOptions
  readonly facts?: CheckedRelease
  readonly fill?: (fake: FakeKubernetes) => void
}

/** What the check of this id found. */
async function found(id: string, { needs = {}, fake: options, facts, fill }: Situation) {
  const fake = await startFakeKubernetes(options)
  fill?.(fake)
  const results = await findings(clusterChecks(() => openFake(fake), { kinds, ...needs }, facts))
  return results.find((it) => it.id === id)
}

test('what is fine passes', async () => {
  const fake = await startFakeKubernetes({ hasGateways: true })
  const marks = { 'storageclass.kubernetes.io/is-default-class': 'true' }
  fake.put('Node', node('a', 'amd64', { providerID: 'aws:///eu-west-1a/i-1' }))
  fake.put('StorageClass', { metadata: { name: 'gp3', annotations: marks } })
  fake.put('IngressClass', { metadata: { name: 'nginx' } })
  fake.put('Gateway', { metadata: { name: 'public', namespace: 'gateways' } })
  fake.put('Secret', { metadata: { name: 'tls', namespace: 'zen' } })
  putNamespace(fake)
  const needs: ClusterNeeds = {
    ...{ kinds, volumes: {}, ingressClass: 'nginx', secrets: ['tls'] },
    loadBalancer: true,
    gateway: { name: 'public', namespace: 'gateways' },
  }

  const results = await findings(clusterChecks(() => openFake(fake), needs))

  expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  expect(results.map(({ id }) => id)).toEqual([
    ...['cluster', 'cluster-permissions', 'cluster-names', 'cluster-nodes', 'cluster-storage'],
    ...['cluster-load-balancer', 'cluster-ingress', 'cluster-gateway', 'cluster-secrets'],
  ])
})

describe('the cluster', () => {
  test('that does not answer is one finding, and nothing else is asked', async () => {
    const fake = await startFakeKubernetes()
    fake.pause()

    const results = await findings(clusterChecks(() => openFake(fake), { kinds }))

    expect(results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual(['cluster'])
    expect(fake.requests).toHaveLength(1)
  })

  test('that is too old fails', async () => {
    expect(await found('cluster', { fake: { version: 'v1.24.17-gke.1' } })).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('runs Kubernetes 1.24.17-gke.1'),
    })
    expect(await found('cluster', { fake: { version: 'v1.25.0' } })).toMatchObject({ verdict: 'pass' })
  })
})

describe('rights', () => {
  test('that are missing are listed together, with a role that has all that is needed', async () => {
    const result = await found('cluster-permissions', {
      fill: (fake) => fake.deny('create secrets', 'delete secrets', 'patch deployments'),
    })

    expect(result).toMatchObject({
      verdict: 'fail',
      message: 'In namespace zen you may not create, delete secrets; patch deployments.apps.',
    })
    const [, yaml = ''] = result?.fix[0]?.split(/(?<=--filename FILE)\n/) ?? []
    const [role, binding] = parseAllDocuments(yaml).map((it): unknown => it.toJS())
    const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']
    expect(role).toMatchObject({
      kind: 'Role',
      metadata: { name: 'zen', namespace: 'zen' },
      rules: expect.arrayContaining([
        { apiGroups: [''], resources: ['services', 'secrets'], verbs },
        { apiGroups: ['apps'], resources: ['deployments'], verbs },
        { apiGroups: [''], resources: ['pods/portforward'], verbs: ['get', 'create'] },
      ]),
    })
    expect(binding).toMatchObject({ kind: 'RoleBinding', subjects: [{ kind: 'User', name: 'ada' }] })
  })

  test('that only show more are a warning', async () => {
    const result = await found('cluster-permissions', { fill: (fake) => fake.deny('get pods/log') })

    expect(result).toMatchObject({
      verdict: 'warn',
      message: 'zen will see and mend less: you may not get pods/log.',
    })
  })

  test('to make a namespace are not needed where it is', async () => {
    const needs = { kinds: [...kinds, { group: '', resource: 'namespaces', clusterWide: true as const }] }
    const deny = (fake: FakeKubernetes) => fake.deny('create namespaces')

    const missing = await found('cluster-permissions', { needs, fill: deny })
    expect(missing).toMatchObject({ verdict: 'fail', message: expect.stringContaining('create namespaces') })
    expect(missing?.fix[0]).toContain('kind: ClusterRole\n')
    const there = (fake: FakeKubernetes) => {
      deny(fake)
      putNamespace(fake)
    }
    expect(await found('cluster-permissions', { needs, fill: there })).toMatchObject({ verdict: 'pass' })
  })

  test('to do everything take one question', async () => {
    const fake = await startFakeKubernetes()
    await findings(clusterChecks(() => openFake(fake), { kinds }))

    expect(fake.requests.filter((it) => it.includes('accessreviews'))).toHaveLength(1)
  })
})

describe('volumes', () => {
  const fill = (fake: FakeKubernetes) => fake.put('StorageClass', { metadata: { name: 'slow' } })

  test('need a default StorageClass', async () => {
    const result = await found('cluster-storage', { needs: { volumes: {} }, fill })

    expect(result).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('no default StorageClass'),
    })
    expect(result?.fix[0]).toBe('Choose one of them with --storage-class NAME: slow')
  })

  test('need the StorageClass that was named', async () => {
    const check = (storageClass: string) =>
      found('cluster-storage', { needs: { volumes: { storageClass } }, fill })

    expect(await check('slow')).toMatchObject({ verdict: 'pass' })
    expect(await check('fast')).toMatchObject({ verdict: 'fail', message: expect.stringContaining('"fast"') })
  })

  test('are not looked at by those who may not', async () => {
    const result = await found('cluster-storage', {
      needs: { volumes: {} },
      fill: (fake) => fake.deny('list storageclasses'),
    })

    expect(result).toMatchObject({
      verdict: 'pass',
      message: expect.stringContaining('may not see the StorageClasses'),
    })
  })
})

describe('load balancers', () => {
  const check = (situation: Situation) =>
    found('cluster-load-balancer', { needs: { loadBalancer: true }, ...situation })
  const service = (ingress: readonly object[]) => ({
    metadata: { name: 'web' },
    spec: { type: 'LoadBalancer' },
    status: { loadBalancer: { ingress } },
  })

  test('are doubted where nothing speaks for them', async () => {
    const fill = (fake: FakeKubernetes) => {
      fake.put('Node', node('a', 'amd64', { providerID: 'kind://docker/kind/a' }))
      fake.put('Service', service([]))
    }

    expect(await check({ fill })).toMatchObject({ verdict: 'warn' })
  })

  test('are there when a service has an address, when nodes are of a cloud, or when one is installed', async () => {
    const proof = (fake: FakeKubernetes) => fake.put('Service', service([{ ip: '192.0.2.1' }]))
    const cloud = (fake: FakeKubernetes) =>
      fake.put('Node', node('a', 'amd64', { providerID: 'gce://p/z/a' }))

    expect(await check({ fill: proof })).toMatchObject({ verdict: 'pass' })
    expect(await check({ fill: cloud })).toMatchObject({ verdict: 'pass' })
    expect(await check({ fake: { groups: ['metallb.io/v1beta1'] } })).toMatchObject({ verdict: 'pass' })
  })
})

describe('what leads to the server', () => {
  test('an Ingress class that is not there fails, and those that are get listed', async () => {
    const result = await found('cluster-ingress', {
      needs: { ingressClass: 'nginx' },
      fill: (fake) => fake.put('IngressClass', { metadata: { name: 'traefik' } }),
    })

    expect(result).toMatchObject({ verdict: 'fail' })
    expect(result?.fix[0]).toContain('traefik')
  })

  test('an Ingress without a class wants a default one', async () => {
    const needs = { kinds: [{ group: 'networking.k8s.io', resource: 'ingresses' }] }

    expect(await found('cluster-ingress', { needs })).toMatchObject({ verdict: 'warn' })
  })

  test('a Gateway needs the Gateway API, and itself', async () => {
    const needs = { gateway: { name: 'public', namespace: 'zen' } }
    const fill = (fake: FakeKubernetes) =>
      fake.put('Gateway', { metadata: { name: 'public', namespace: 'gateways' } })

    expect(await found('cluster-gateway', { needs })).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('does not know the Gateway API'),
    })
    const other = await found('cluster-gateway', { needs, fake: { hasGateways: true }, fill })
    expect(other?.fix[0]).toBe('Choose one of them with --gateway NAMESPACE/NAME: gateways/public')
  })

  test('Secrets that were named must be there', async () => {
    expect(await found('cluster-secrets', { needs: { secrets: ['tls'] }, fill: putNamespace })).toMatchObject(
      {
        verdict: 'fail',
        message: 'In namespace zen there is no Secret called "tls".',
      },
    )
  })
})

describe('nodes', () => {
  const check = (...nodes: readonly ReturnType<typeof node>[]) =>
    found('cluster-nodes', {
      fill: (fake) => {
        for (const it of nodes) fake.put('Node', it)
      },
    })

  test('one for linux/amd64 is enough', async () => {
    expect(await check(node('a', 'arm64'), node('b', 'amd64'))).toMatchObject({
      verdict: 'pass',
      message: "1 of 2 nodes can run the server's image (linux/amd64).",
    })
  })

  test('of another processor alone fail, unless the cluster makes nodes as they are needed', async () => {
    expect(await check(node('a', 'arm64'))).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('arm64'),
    })
    const grows = {
      fake: { groups: ['karpenter.sh/v1'] },
      fill: (fake: FakeKubernetes) => fake.put('Node', node('a', 'arm64')),
    }
    expect(await found('cluster-nodes', grows)).toMatchObject({ verdict: 'warn' })
  })

  test('that take nothing fail; those with taints may be tolerated', async () => {
    expect(await check(node('a', 'amd64', { unschedulable: true }))).toMatchObject({ verdict: 'fail' })
    const taints = [{ key: 'team', effect: 'NoSchedule' }]
    expect(await check(node('a', 'amd64', { taints }))).toMatchObject({ verdict: 'warn' })
  })
})

describe('names', () => {
  const check = (fill: (fake: FakeKubernetes) => unknown, facts: CheckedRelease = {}) =>
    found('cluster-names', {
      facts,
      fill: (fake) => {
        putNamespace(fake)
        fill(fake)
      },
    })

  test('in a namespace that is being removed are not free', async () => {
    const result = await check((fake) => {
      fake.put('Namespace', { metadata: { name: 'zen', finalizers: ['kubernetes'] } })
      fake.drop('Namespace', 'zen', 'zen')
    })

    expect(result).toMatchObject({ verdict: 'fail', message: 'The namespace zen is being removed.' })
  })

  test('of another release are not free', async () => {
    expect(await check((fake) => putRevision(fake, 1, 'deployed', 'wordpress'))).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('a Helm release called zenml in namespace zen already'),
    })
  })

  test("of zen's own release are fine, as far as zen knows it", async () => {
    const fill = (fake: FakeKubernetes) => putRevision(fake, 1, 'deployed')

    expect(await check(fill)).toMatchObject({ verdict: 'pass' })
    expect(await check(fill, { isOurs: true })).toMatchObject({ verdict: 'pass' })
    expect(await check(fill, { isOurs: false })).toMatchObject({ verdict: 'fail' })
  })

  test('of objects that somebody else made are not free', async () => {
    expect(
      await check((fake) => fake.put('Service', { metadata: { name: 'zenml', namespace: 'zen' } })),
    ).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('services/zenml'),
    })
  })

  test('of objects that an earlier release left are fine, and so is what only sounds alike', async () => {
    const result = await check((fake) => {
      const annotations = { 'meta.helm.sh/release-name': 'zenml' }
      fake.put('Service', { metadata: { name: 'zenml', namespace: 'zen', annotations } })
      fake.put('Secret', { metadata: metadataOf('zenml-keys', 'server') })
      fake.put('Secret', { metadata: { name: 'zenml-tls', namespace: 'zen' } })
    })

    expect(result).toMatchObject({ verdict: 'pass' })
  })
})
