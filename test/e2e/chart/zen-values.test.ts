/** The chart with the values that zen makes of a spec, whatever that says. */
import { describe, expect, test } from 'vitest'
import { needsOf } from '../../../stacks/server-place.ts'
import { combinations, longestName, specOf, valuesFor } from '../../stacks/chart-requests.ts'
import { at, find, maps, podOf, render } from './render.ts'

/** As the cluster's interface calls a kind. */
function resourceOf(kind: string): string {
  return `${kind.toLowerCase()}s`.replace(/sss$/, 'sses').replace(/ys$/, 'ies')
}

const release = { name: `zen-${longestName}` }

describe.each(combinations)('%s', (_what, wish) => {
  test('is taken by the chart, with names and labels within their limits', async () => {
    const objects = await render(valuesFor(wish, longestName), release)

    for (const { kind, name, body } of objects) {
      expect(name).toMatch(/^zen-[a-z0-9-]+[a-z0-9]$/)
      expect(name.length).toBeLessThanOrEqual(kind === 'StatefulSet' ? 52 : 63)
      const labels = Object.values(Object(at(body, 'metadata', 'labels')))
      expect(labels.filter((label) => String(label).length > 63)).toEqual([])
    }
  })

  test('makes nothing that zen does not ask about before', async () => {
    const { options, secrets } = wish
    const kinds = needsOf(specOf(options, secrets)).kinds.map(({ resource }) => resource)

    const objects = await render(valuesFor(wish), { name: 'zen-team' })
    const made = objects.filter(({ annotations }) => annotations['helm.sh/hook'] !== 'test')
    expect(kinds).toEqual(expect.arrayContaining(made.map(({ kind }) => resourceOf(kind))))
  })

  test('has no address of its own, and keeps no secret of its own', async () => {
    const objects = await render(valuesFor(wish), { name: 'zen-team' })

    const services = objects.filter(({ kind }) => kind === 'Service')
    expect(services.map(({ body }) => at(body, 'spec', 'type') ?? 'ClusterIP')).not.toContain('LoadBalancer')
    expect(objects.filter(({ name }) => name.endsWith('-keys'))).toEqual([])
  })
})

test('a stopped server has no copy, and leaves its database running', async () => {
  const objects = await render(valuesFor({ options: {} }, 'team', { isRunning: false }), { name: 'zen-team' })

  expect(at(find(objects, 'Deployment', 'zen-team').body, 'spec', 'replicas')).toBe(0)
  expect(at(find(objects, 'StatefulSet').body, 'spec', 'replicas')).toBe(1)
})

test('pods have the labels by which zen’s own Service finds them', async () => {
  const objects = await render(valuesFor({ options: {} }), { name: 'zen-team' })
  const labels = objects.filter(podOf).map(({ body }) => at(body, 'spec', 'template', 'metadata', 'labels'))

  for (const component of ['server', 'caddy'])
    expect(labels).toContainEqual(
      expect.objectContaining({
        'app.kubernetes.io/name': 'zenml',
        'app.kubernetes.io/instance': 'zen-team',
        'app.kubernetes.io/component': component,
      }),
    )
  const deployments = objects.filter(({ kind }) => kind === 'Deployment')
  const ports = deployments.flatMap((it) => maps(podOf(it)?.['containers']).flatMap((c) => maps(c['ports'])))
  expect(ports.map((port) => port['name']).sort()).toEqual(['http', 'http', 'https'])
})
