/** What a simulated cluster holds of a release is what the real Helm makes of the chart. */
import { describe, expect, test } from 'vitest'
import { type ChartObject, chartObjects } from '../../cloud/kubernetes/chart-objects.ts'
import { kinds } from '../../fakes/fake-kubernetes-kinds.ts'
import { combinations, valuesFor } from '../../stacks/chart-requests.ts'
import { at, type KubernetesObject, maps, render } from './render.ts'

const known = new Set(kinds.map(({ kind }) => kind))
const component = 'app.kubernetes.io/component'

/** Without hooks, which come and go with an install. */
function isLasting({ kind, annotations }: KubernetesObject): boolean {
  return known.has(kind) && annotations['helm.sh/hook'] === undefined
}

function rendered({ kind, name, annotations, body }: KubernetesObject) {
  const labels = Object.entries(Object(at(body, 'metadata', 'labels')))
  return {
    ...{ kind, name, component: labels.find(([key]) => key === component)?.[1] },
    isKept: annotations['helm.sh/resource-policy'] === 'keep',
    ports: portsIn(body),
    storage: at(body, 'spec', 'resources', 'requests', 'storage'),
    storageClassName: at(body, 'spec', 'storageClassName'),
    replicas: at(body, 'spec', 'replicas'),
  }
}

function portsIn(body: Readonly<Record<string, unknown>>) {
  const containers = maps(at(body, 'spec', 'template', 'spec', 'containers'))
  return containers.flatMap((it) =>
    maps(at(it, 'ports')).map((port) => [port['name'], port['containerPort']]),
  )
}

function simulated({ kind, name, component: part, isKept = false, fields = {} }: ChartObject) {
  return rendered({
    ...{ kind, name, annotations: isKept ? { 'helm.sh/resource-policy': 'keep' } : {} },
    body: { ...fields, metadata: { labels: { [component]: part } } },
  })
}

const byName = (one: { kind: string; name: string }, other: { kind: string; name: string }) =>
  `${one.kind} ${one.name}`.localeCompare(`${other.kind} ${other.name}`)

describe.each(combinations.filter(([what]) => !/Ingress|Gateway/.test(what)))('%s', (_what, wish) => {
  test('is the same', async () => {
    const values = valuesFor(wish)
    const release = { name: 'zen-team', namespace: 'zen-team', values }

    const objects = (await render(values, release)).filter(isLasting)

    expect(chartObjects(release).map(simulated).toSorted(byName)).toEqual(
      objects.map(rendered).toSorted(byName),
    )
  })
})
