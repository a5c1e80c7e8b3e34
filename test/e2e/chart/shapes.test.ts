import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { at, chart, isMap, type KubernetesObject, lint, maps, podOf, render, shape } from './render.ts'

const shapes = globSync(`${chart}/ci/*-values.yaml`).map((path) => basename(path, '-values.yaml'))

/** Secrets that the values of a shape say are there already. */
const existing = [
  'admin-login',
  'database',
  'database-tls',
  'jwt',
  'secrets-store',
  'tokens',
  'zenml-example-com',
]

describe.each(shapes)('the shape %s', (name) => {
  let objects: readonly KubernetesObject[] = []
  const named = (kind: string) =>
    objects.filter((object) => object.kind === kind).map((object) => object.name)
  const pods = () => objects.map(podOf).filter((pod) => pod !== undefined)
  const containers = () =>
    pods().flatMap((pod) => [...maps(pod['initContainers']), ...maps(pod['containers'])])

  beforeAll(async () => {
    objects = await render(shape(name))
  })

  test('passes the strict linter', async () => {
    expect(await lint(shape(name))).toContain('1 chart(s) linted, 0 chart(s) failed')
  })

  test('names every object once, in its namespace, with its labels', () => {
    const keys = objects.map(({ kind, name }) => `${kind} ${name}`)

    expect(new Set(keys).size).toBe(keys.length)
    for (const { body } of objects)
      expect(body['metadata']).toMatchObject({
        namespace: 'default',
        labels: {
          'app.kubernetes.io/name': 'zenml',
          'app.kubernetes.io/instance': 'zen',
          'app.kubernetes.io/managed-by': 'Helm',
        },
      })
  })

  test('runs nothing as root, writable, or with a token for the cluster', () => {
    for (const pod of pods())
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      })
    for (const inside of containers())
      expect(inside['securityContext']).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
  })

  test('asks for CPU and memory and limits memory, but for the moment of joining certificates', () => {
    for (const inside of containers().filter(({ name }) => name !== 'certificates'))
      expect(inside['resources']).toMatchObject({
        requests: { cpu: expect.any(String), memory: expect.any(String) },
        limits: { memory: expect.any(String) },
      })
  })

  test('reads secrets and volumes that are there', () => {
    const secrets = [...named('Secret'), ...existing]
    const claims = named('PersistentVolumeClaim')
    const refs = containers().flatMap(({ env }) =>
      maps(env).flatMap((variable) => at(variable, 'valueFrom', 'secretKeyRef', 'name') ?? []),
    )
    const volumes = pods().flatMap(({ volumes }) => maps(volumes))

    expect(refs.filter((ref) => !secrets.includes(String(ref)))).toEqual([])
    for (const volume of volumes) {
      const claim = at(volume, 'persistentVolumeClaim', 'claimName')
      if (claim !== undefined) expect(claims).toContain(claim)
    }
    for (const inside of containers())
      for (const mount of maps(inside['volumeMounts']))
        expect(volumes.map((volume) => volume['name'])).toContain(mount['name'])
  })

  test('sets no variable twice, none empty, and none by accident', () => {
    for (const { env } of containers()) {
      const names = maps(env).map((variable) => variable['name'])
      expect(new Set(names).size).toBe(names.length)
      expect(names).not.toContain('Error')
      for (const variable of maps(env))
        expect(isMap(variable['valueFrom']) || String(variable['value'] ?? '') !== '').toBe(true)
    }
  })

  test('has a service for nobody who is not there', () => {
    const labels = objects.flatMap(
      (object) => at(object.body, 'spec', 'template', 'metadata', 'labels') ?? [],
    )
    for (const { body } of objects.filter(({ kind }) => kind === 'Service'))
      expect(labels).toContainEqual(expect.objectContaining(at(body, 'spec', 'selector')))
  })

  test('needs, before the release is there, only what is made or was there before', () => {
    const before = objects.filter(({ annotations }) => String(annotations['helm.sh/hook']).includes('pre-'))
    const job = before.find(({ kind }) => kind === 'Job')
    if (!job) return
    const pod = podOf(job)
    const early = before.map(({ name }) => name)
    const secrets = maps(maps(pod?.['containers'])[0]?.['env']).flatMap(
      (variable) => at(variable, 'valueFrom', 'secretKeyRef', 'name') ?? [],
    )
    const claims = maps(pod?.['volumes']).flatMap(
      (volume) => at(volume, 'persistentVolumeClaim', 'claimName') ?? [],
    )
    const account = String(pod?.['serviceAccountName'])

    expect([...secrets, ...claims].filter((ref) => ![...early, ...existing].includes(String(ref)))).toEqual(
      [],
    )
    expect([...early, 'zenml-cloud']).toContain(account)
  })

  test('gives no Service a name that ZenML would read as its own settings', () => {
    expect(named('Service').filter((service) => /^zenml-(backup-)?(secrets-)?store/.test(service))).toEqual(
      [],
    )
  })
})
