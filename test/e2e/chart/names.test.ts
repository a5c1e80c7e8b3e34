import { describe, expect, test } from 'vitest'
import { at, find, refusal, render, shape } from './render.ts'

describe('names', () => {
  test('follow the release, as those of ZenML’s own chart', async () => {
    expect(find(await render({}, { name: 'zenml' }), 'Deployment').name).toBe('zenml')
    expect(find(await render({}, { name: 'my-zenml-server' }), 'Deployment').name).toBe('my-zenml-server')
    expect(find(await render({}, { name: 'team' }), 'Deployment').name).toBe('team-zenml')
  })

  test('stay within 63 letters however long the release’s name is, and stay apart', async () => {
    const objects = await render(shape('caddy-acme'), { name: `long-${'release-'.repeat(6)}`.slice(0, 52) })
    const keys = objects.map(({ kind, name }) => `${kind} ${name}`)

    expect(new Set(keys).size).toBe(keys.length)
    for (const { name } of objects) expect(name).toMatch(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/)
    expect(find(objects, 'StatefulSet').name.length).toBeLessThanOrEqual(52)
  })

  test('stay within 63 letters with a long name of one’s own', async () => {
    const objects = await render({ ...shape('caddy-acme'), fullnameOverride: 'a'.repeat(63) })

    for (const { name } of objects) expect(name.length).toBeLessThanOrEqual(63)
    expect(find(objects, 'StatefulSet').name.length).toBeLessThanOrEqual(52)
  })

  test('have no dots, which Services may not have', async () => {
    expect(find(await render({}, { name: 'my.team' }), 'Service').name).toBe('my-team-zenml')
  })

  test('that Kubernetes or ZenML would stumble over are refused', async () => {
    expect(await refusal({}, { name: '1team' })).toContain('starts with a digit')
    expect(await refusal({}, { name: 'zenml-store' })).toContain('ZenML takes for its own settings')
    expect(await refusal({ fullnameOverride: 'zenml-secrets-store' })).toContain('set fullnameOverride')
  })
})

describe('labels', () => {
  test('of one’s own are on every object and every pod, and never replace the chart’s', async () => {
    const commonLabels = { team: 'ml', 'app.kubernetes.io/name': 'other' }
    const objects = await render({ ...shape('caddy-acme'), commonLabels, commonAnnotations: { owner: 'me' } })

    for (const { body, annotations } of objects) {
      expect(at(body, 'metadata', 'labels')).toMatchObject({ team: 'ml', 'app.kubernetes.io/name': 'zenml' })
      expect(annotations).toMatchObject({ owner: 'me' })
      const pod = at(body, 'spec', 'template', 'metadata')
      if (pod) expect(pod).toMatchObject({ labels: { team: 'ml', 'app.kubernetes.io/name': 'zenml' } })
    }
  })

  test('of the selectors do not change with versions', async () => {
    const selector = async (tag: string) =>
      at(find(await render({ server: { image: { tag } } }), 'Deployment').body, 'spec', 'selector')

    expect(await selector('0.98.0')).toEqual(await selector('0.99.0'))
  })

  test('are valid for an image named by its digest', async () => {
    const objects = await render({ server: { image: { tag: `0.98.0@sha256:${'a'.repeat(64)}` } } })

    expect(at(find(objects, 'Deployment').body, 'metadata', 'labels', 'app.kubernetes.io/version')).toBe(
      '0.98.0',
    )
  })
})
