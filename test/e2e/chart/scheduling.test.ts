import { expect, test } from 'vitest'
import { at, container, find, podOf, render, shape } from './render.ts'

test('two copies spread over nodes and zones, and one of them at least keeps running', async () => {
  const objects = await render(shape('mysql'))

  expect(at(find(objects, 'Deployment').body, 'spec', 'replicas')).toBe(2)
  expect(podOf(find(objects, 'Deployment'))?.['topologySpreadConstraints']).toMatchObject([
    { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
    { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
  ])
  expect(at(find(objects, 'PodDisruptionBudget').body, 'spec', 'maxUnavailable')).toBe(1)
})

test('one copy has no disruption budget, which would keep its node from ever being emptied', async () => {
  const objects = await render({ mysql: { enabled: true } })

  expect(objects.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget')
})

test('under autoscaling the number of copies is the autoscaler’s', async () => {
  const objects = await render(shape('external-database'))

  expect(at(find(objects, 'Deployment').body, 'spec', 'replicas')).toBeUndefined()
  expect(find(objects, 'HorizontalPodAutoscaler').body['spec']).toMatchObject({
    minReplicas: 2,
    maxReplicas: 6,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 80 } } }],
  })
})

test('servers and migrations run on amd64, for which the image is made, unless one knows better', async () => {
  const objects = await render(shape('external-database'))
  const own = await render({ nodeSelector: { 'kubernetes.io/arch': null, pool: 'ml' } })

  for (const kind of ['Deployment', 'Job'])
    expect(podOf(find(objects, kind))?.['nodeSelector']).toEqual({ 'kubernetes.io/arch': 'amd64' })
  expect(podOf(find(own, 'Deployment'))?.['nodeSelector']).toEqual({ pool: 'ml' })
})

test('images, pull secrets, places and priority can be chosen', async () => {
  const objects = await render({
    server: { image: { repository: 'registry.example.com/zenml', tag: '0.99.0', pullPolicy: 'Always' } },
    imagePullSecrets: [{ name: 'registry' }],
    tolerations: [{ key: 'ml', operator: 'Exists' }],
    priorityClassName: 'high',
    podLabels: { 'azure.workload.identity/use': 'true' },
    mysql: { enabled: true },
  })
  const pod = podOf(find(objects, 'Deployment'))

  expect(container(find(objects, 'Deployment'), 'zenml')).toMatchObject({
    image: 'registry.example.com/zenml:0.99.0',
    imagePullPolicy: 'Always',
  })
  expect(pod).toMatchObject({
    imagePullSecrets: [{ name: 'registry' }],
    tolerations: [{ key: 'ml', operator: 'Exists' }],
    priorityClassName: 'high',
  })
  expect(podOf(find(objects, 'StatefulSet'))).toMatchObject({ imagePullSecrets: [{ name: 'registry' }] })
  expect(at(find(objects, 'Deployment').body, 'spec', 'template', 'metadata', 'labels')).toMatchObject({
    'azure.workload.identity/use': 'true',
  })
})

test('a stopping server goes on serving for a moment, and the pod lives longer than that', async () => {
  const objects = await render({ server: { shutdownDelaySeconds: 20 } })

  expect(
    at(container(find(objects, 'Deployment'), 'zenml'), 'lifecycle', 'preStop', 'exec', 'command'),
  ).toEqual(['sleep', '20'])
  expect(podOf(find(objects, 'Deployment'))?.['terminationGracePeriodSeconds']).toBe(50)
})
