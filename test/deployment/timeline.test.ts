import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/deployment/part-rows.ts'
import { minutesFor, partsOf } from '../../src/deployment/parts.ts'
import { pricedChoices } from '../../src/deployment/priced-choices.ts'
import { busyTime, recordTimeline, slowest } from '../../src/deployment/timeline.ts'
import type { ChangeAction, ResourceChange, ResourceEvent } from '../../src/engine/engine.ts'
import { presetOption } from '../../stacks/cloud-options.ts'
import type { DeploymentPart, Estimate, Provider } from '../../stacks/contract.ts'

const resource = (name: string, part: DeploymentPart) => ({ type: 'cloud:thing', name, part })
const change = (name: string, part: DeploymentPart, action: ChangeAction): ResourceChange => ({
  ...resource(name, part),
  action,
})

/** A timeline whose clock is set by hand, in seconds. */
function watched() {
  let now = 0
  const timeline = recordTimeline(() => now * 1000)
  const tell = (kind: ResourceEvent['kind'], at: number, name: string, part: DeploymentPart = 'network') => {
    now = at
    timeline.hear({ kind, text: `Creating the ${name}`, resource: resource(name, part) })
  }
  return { tell, works: timeline.works, hear: timeline.hear }
}

describe('a timeline', () => {
  it('knows what began, what ended, what failed, and what goes on', () => {
    const { tell, works, hear } = watched()

    tell('begin', 1, 'vpc')
    tell('begin', 2, 'gateway')
    hear({ kind: 'step', text: 'Waiting' })
    tell('end', 3, 'vpc')
    tell('fail', 9, 'gateway')
    tell('end', 9, 'nobody')
    tell('begin', 10, 'vpc')

    expect(works()).toMatchObject([
      { resource: { name: 'vpc' }, startedAt: 1000, endedAt: 3000 },
      { resource: { name: 'gateway' }, startedAt: 2000, endedAt: 9000, failed: true },
      { resource: { name: 'vpc' }, startedAt: 10_000 },
    ])
    expect(works()[2]).not.toHaveProperty('endedAt')
    expect(slowest(works(), 1)).toMatchObject([{ resource: { name: 'gateway' } }])
  })

  it('counts time once in which several things went on, and none of the pauses', () => {
    const { tell, works } = watched()
    tell('begin', 0, 'a')
    tell('begin', 2, 'b')
    tell('end', 4, 'a')
    tell('end', 5, 'b')
    tell('begin', 60, 'c')

    expect(busyTime(works(), 70_000)).toBe(15_000)
  })
})

const estimate: Estimate = {
  ...{ minutes: 18, monthlyUsd: 178, asOf: '2026-01-01' },
  parts: [
    { part: 'network', minutes: 3, monthlyUsd: 40 },
    { part: 'cluster', minutes: 14, monthlyUsd: 138 },
  ],
}

describe('parts', () => {
  const resources = [
    change('cluster', 'cluster', 'create'),
    change('vpc', 'network', 'create'),
    change('release', 'server', 'create'),
  ]

  it('come in the order in which people read them, with what each takes and costs', () => {
    const changes = { create: 1, update: 0, replace: 0, delete: 0, same: 0 }

    expect(partsOf({ resources, estimate })).toEqual([
      { part: 'network', changes, minutes: 3, monthlyUsd: 40 },
      { part: 'cluster', changes, minutes: 14, monthlyUsd: 138 },
      { part: 'server', changes },
    ])
    expect(minutesFor({ resources, estimate })).toBe(18)
    expect(partsOf({ resources: [{ type: 'Server', name: 'x', action: 'create' }], estimate })).toEqual([])
  })

  it('promise no time where most of it is there already', () => {
    const few = [change('vpc', 'network', 'same'), change('cluster', 'cluster', 'update')]

    expect(partsOf({ resources: few, estimate }).map(({ minutes }) => minutes)).toEqual([
      undefined,
      undefined,
    ])
    expect(minutesFor({ resources: few, estimate })).toBeUndefined()
  })

  it('wait, work, pause, and are done or failed', () => {
    const { tell, works } = watched()
    const more = [...resources, change('route', 'network', 'create'), change('zone', 'cluster', 'same')]
    const parts = partsOf({ resources: more, estimate })
    const rows = (seconds: number) =>
      rowsOf({ parts, resources: more, works: works(), now: seconds * 1000 }).map(
        ({ title, state, text = '' }) => `${title} ${state} ${text}`.trim(),
      )

    expect(rows(0)).toEqual(['network waiting', 'cluster waiting', 'server waiting'])
    tell('begin', 0, 'vpc')
    tell('begin', 0, 'cluster', 'cluster')
    tell('begin', 0, 'nodes', 'cluster')
    expect(rows(1)).toEqual([
      ...['network working cloud:thing vpc', 'cluster working cloud:thing cluster, and 1 more'],
      'server waiting',
    ])
    tell('end', 2, 'vpc')
    expect(rows(3)[0]).toBe('network waiting')
    tell('begin', 4, 'route')
    tell('end', 5, 'route')
    tell('fail', 6, 'cluster', 'cluster')
    expect(rows(7)).toEqual([...['network done', 'cluster failed cloud:thing nodes'], 'server waiting'])
    tell('begin', 7, 'cluster', 'cluster')
    expect(rows(7)[1]).toMatch(/^cluster working/)
    expect(rowsOf({ parts, resources: more, works: works(), now: 7000 })[0]).toMatchObject({
      ...{ seconds: 3, expectedMinutes: 3 },
    })
  })
})

it('what a deployment would cost otherwise is said of each choice of the option that decides it', () => {
  const provider: Provider = {
    ...{ id: 'moon', label: 'Moon', summary: '', defaultName: 'moon', engine: 'pulumi' },
    ...{ options: [presetOption], readme: { creates: '', costs: '', needs: '' } },
    program: {
      load: async () => async () => ({}),
      plugins: {},
      data: () => undefined,
      estimate: ({ options }) => ({ ...estimate, monthlyUsd: options['preset'] === 'small' ? 1 : 2 }),
    },
  }
  const spec = { name: 'moon', provider: 'moon', options: { preset: 'production', nodes: 3 } }
  const { program: _, ...withoutProgram } = provider

  expect(pricedChoices(provider, spec)).toMatchObject([
    { flag: 'preset', value: 'small', isChosen: false, estimate: { monthlyUsd: 1 } },
    { flag: 'preset', value: 'production', isChosen: true, estimate: { monthlyUsd: 2 } },
  ])
  expect(pricedChoices(withoutProgram, spec)).toEqual([])
  expect(pricedChoices({ ...provider, options: [] }, spec)).toEqual([])
})
