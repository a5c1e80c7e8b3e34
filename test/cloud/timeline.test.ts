import { expect, test } from 'vitest'
import type { JournalCall } from './frame/journal.ts'
import { dependenciesIn, timelineOf } from './timeline.ts'

const call = (name: string, began: number, minutes: number): JournalCall => ({
  ...{
    package: 'aws',
    verb: 'create',
    type: 't',
    name,
    urn: `urn::${name}`,
    account: '1',
    region: 'r',
    process: 1,
  },
  ...{
    began,
    ended: began + minutes,
    simulated: { start: began, end: began + minutes },
    outcome: 'done',
    minutes,
  },
})

const resource = (name: string, ...dependencies: readonly string[]) => ({
  ...{ urn: `urn::${name}`, propertyDependencies: { a: dependencies.map((other) => `urn::${other}`) } },
  provider: 'urn::aws::id-1',
})

const state = {
  deployment: {
    resources: [
      resource('net'),
      resource('cluster', 'net'),
      resource('db', 'net'),
      resource('app', 'cluster', 'db'),
    ],
  },
}

test('a deployment that did everything as early as it could took its critical path', () => {
  const journal = [call('net', 0, 1), call('cluster', 1, 9), call('db', 1, 6), call('app', 10, 2)]

  expect(timelineOf(journal, dependenciesIn(state))).toEqual({
    ...{ makespan: 12, criticalPath: 12 },
    path: ['net', 'cluster', 'app'],
  })
})

test('one that waited for nothing took longer', () => {
  const journal = [call('net', 0, 1), call('cluster', 1, 9), call('db', 10, 6), call('app', 16, 2)]

  expect(timelineOf(journal, dependenciesIn(state))).toMatchObject({ makespan: 18, criticalPath: 12 })
})

test('nothing took no time', () => {
  expect(timelineOf([], dependenciesIn({}))).toEqual({ makespan: 0, criticalPath: 0, path: [] })
})
