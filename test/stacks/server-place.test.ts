/** Where a server is, what it takes from its cluster, and where its data lies. */
import { describe, expect, it } from 'vitest'
import type { OptionValues } from '../../stacks/contract.ts'
import { clusterOf, dataOf, needsOf, placeOf } from '../../stacks/server-place.ts'
import { specOf } from './chart-requests.ts'

const needs = (options: OptionValues) => needsOf(specOf(options))
const kinds = (options: OptionValues) =>
  needs(options).kinds.map(({ group, resource }) => (group ? `${resource}.${group}` : resource))

describe('the place', () => {
  it('is a namespace and a release of its own, in the cluster that was named', () => {
    expect(placeOf(specOf({ context: 'prod' }))).toEqual({
      ...{ cluster: { context: 'prod' }, namespace: 'zen-team', release: 'zen-team' },
    })
    expect(placeOf(specOf({ namespace: 'ours' }))).toMatchObject({ namespace: 'ours', release: 'zen-team' })
    expect(clusterOf(specOf({ kubeconfig: '/a' }))).toEqual({ kubeconfig: '/a' })
  })
})

describe('what is needed', () => {
  it('of defaults are a namespace, volumes and a load balancer', () => {
    expect(needs({})).toMatchObject({ volumes: {}, loadBalancer: true })
    expect(needs({}).kinds).toContainEqual({ group: '', resource: 'namespaces', clusterWide: true })
    expect(kinds({})).toEqual(
      expect.arrayContaining(['statefulsets.apps', 'jobs.batch', 'persistentvolumeclaims', 'configmaps']),
    )
  })

  it('is no namespace where that was there', () => {
    const spec = specOf({ namespace: 'ours' })
    const settled = { ...spec, options: { ...spec.options, 'made-namespace': false } }

    expect(needsOf(settled).kinds).not.toContainEqual(expect.objectContaining({ resource: 'namespaces' }))
  })

  it('is no volume with a database elsewhere and somebody else’s certificate', () => {
    const elsewhere = { database: 'mysql://u@db/zenml' }

    expect(needs({ ...elsewhere, expose: 'none' })).not.toHaveProperty('volumes')
    expect(needs({ ...elsewhere, 'tls-secret': 'mine' })).not.toHaveProperty('volumes')
    expect(needs({ ...elsewhere, 'tls-secret': 'mine' }).secrets).toEqual(['mine'])
    expect(needs({ ...elsewhere, 'storage-class': 'fast' }).volumes).toEqual({ storageClass: 'fast' })
  })

  it('is what leads to the server', () => {
    const domain = 'zenml.example.com'

    expect(needs({ expose: 'ingress', domain, tls: 'off', 'ingress-class': 'nginx' })).toMatchObject({
      ingressClass: 'nginx',
    })
    expect(kinds({ expose: 'ingress', domain, tls: 'off' })).toContain('ingresses.networking.k8s.io')
    expect(needs({ expose: 'gateway', domain, gateway: 'gateways/public' })).toMatchObject({
      gateway: { name: 'public', namespace: 'gateways' },
    })
    expect(needs({ expose: 'gateway', domain, gateway: 'public' })).toMatchObject({
      gateway: { name: 'public', namespace: 'zen-team' },
    })
    expect(needs({ expose: 'none' })).not.toHaveProperty('loadBalancer')
  })
})

it('the data lies in a volume claim, or outside', () => {
  expect(dataOf(specOf({}))).toBe('volume claim zen-team-mysql in namespace zen-team')
  expect(dataOf(specOf({ database: 'sqlite' }))).toBe('volume claim zen-team-config in namespace zen-team')
  expect(dataOf(specOf({ database: 'mysql://u@db/zenml' }))).toBeUndefined()
})
