/** What people read before they say yes to a cloud. */
import { describe, expect, it } from 'vitest'
import type { ChangeAction, Preview } from '../../src/engine/engine.ts'
import {
  choiceLines,
  costLines,
  doomedLines,
  estimateWords,
  planLines,
  priceWords,
} from '../../src/words/previewed.ts'
import { slowestJson, slowestLines } from '../../src/words/slowest.ts'
import type { DeploymentPart } from '../../stacks/contract.ts'

const change = (part: DeploymentPart, name: string, action: ChangeAction = 'create') => ({
  ...{ type: 'aws:x/y:Thing', name, action, part },
  label: `thing ${name}`,
})
const estimate = {
  ...{ minutes: 19, monthlyUsd: 234.5, asOf: '2026-07-01' },
  parts: [
    { part: 'network', minutes: 3, monthlyUsd: 40.15 },
    { part: 'database', minutes: 7, monthlyUsd: 28 },
  ],
} as const
const preview: Preview = {
  resources: [change('network', 'vpc'), change('network', 'route'), change('database', 'db')],
  where: 'AWS account 1 in eu-west-1',
  estimate,
}

describe('a plan in parts', () => {
  it('is a table that fits into 40 columns', () => {
    expect(planLines(preview)).toEqual([
      '  part      changes   takes  a month',
      '  network   +2        3 min   $40.15',
      '  database  +1        7 min   $28.00',
      '  all       +3       19 min  $234.50',
    ])
    expect(costLines(preview)).toEqual(['By prices of 2026-07-01; traffic, logs and snapshots come on top.'])
  })

  it('names one by one what is not new, and promises no time', () => {
    const resources = [
      ...[change('network', 'vpc', 'same'), change('network', 'route', 'same')],
      ...[change('database', 'db', 'replace'), change('database', 'old', 'delete')],
    ]

    expect(planLines({ ...preview, resources })).toEqual([
      '  part      changes  takes  a month',
      '  network   =2               $40.15',
      '  database  ±1 -1            $28.00',
      '  all       ±1 -1           $234.50',
      ...['  ± thing db', '  - thing old'],
    ])
  })

  it('says what no price is known of', () => {
    const unpriced = { ...preview, estimate: { ...estimate, unpriced: ['--node-type x9.large'] } }

    expect(costLines(unpriced)[1]).toBe('No price is known of --node-type x9.large, which comes on top, too.')
  })

  it('is a line for each resource where there are no parts', () => {
    const resources = [{ type: 'Server', name: 'x', action: 'create' as const }]
    const local = { ...preview, resources, estimate: { minutes: 1, monthlyUsd: 0, asOf: '2026-01-01' } }

    expect([...planLines(local), ...costLines(local)]).toEqual([
      ...['  + Server x', 'Takes about 1 min and costs nothing.'],
    ])
  })
})

it('what would go is counted by part, and named by its kinds', () => {
  const doomed = ['a', 'b'].map((name) => ({
    ...change('network', name, 'delete'),
    label: `EC2 subnet ${name}`,
  }))

  expect(doomedLines([...doomed, change('server', 'x', 'delete')])).toEqual([
    ...['  - network (2): 2 × EC2 subnet', '  - server (1): thing'],
  ])
  expect(doomedLines([{ type: 'Server', name: 'x', action: 'delete' }])).toEqual(['  - Server x'])
})

it('presets are compared', () => {
  const choice = (value: string, isChosen: boolean, monthlyUsd: number) => ({
    ...{ flag: 'preset', value, isChosen },
    estimate: { ...estimate, monthlyUsd },
  })

  expect(choiceLines([choice('small', true, 234.5), choice('production', false, 437)])).toEqual([
    ...[
      '  preset       takes  a month',
      '  small       19 min  $234.50  this one',
      '  production  19 min  $437.00',
    ],
  ])
  expect(choiceLines([])).toEqual([])
  expect(estimateWords(estimate)).toBe('about $235 a month, 19 min')
  expect(priceWords({ ...estimate, monthlyUsd: 0 })).toBe('')
})

it('what took longest is told, and what took no time is not', () => {
  const work = (name: string, seconds: number, failed?: true) => ({
    resource: { type: 't', name, label: `thing ${name}`, part: 'cluster' as const },
    ...{ text: '', startedAt: 5, endedAt: 5 + seconds * 1000, ...(failed ? { failed } : {}) },
  })
  const works = [work('a', 0.4), work('b', 62.31), work('c', 800, true)]

  expect(slowestLines(works)).toEqual([
    'Took longest:',
    '  13 min 20 s  thing c  failed',
    '         62 s  thing b',
  ])
  expect(slowestJson(works)).toEqual([
    { type: 't', name: 'c', part: 'cluster', seconds: 800 },
    { type: 't', name: 'b', part: 'cluster', seconds: 62.3 },
  ])
  expect(slowestLines([work('a', 0.4)])).toEqual([])
})
