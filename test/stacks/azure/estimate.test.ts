import { describe, expect, it } from 'vitest'
import { estimate } from '../../../stacks/azure/spec/estimate.ts'
import { partOf } from '../../../stacks/azure/spec/part-of.ts'
import { places, specOf } from './azure-requests.ts'
import { mockedRun } from './mocked-azure.ts'

const inEast = (options = {}) => estimate(specOf({ region: 'eastus', ...options }))

describe('an estimate', () => {
  it('of the small preset in eastus is this', () => {
    expect(inEast()).toMatchInlineSnapshot(`
      {
        "asOf": "2026-07-01",
        "minutes": 16,
        "monthlyUsd": 112.82,
        "parts": [
          {
            "minutes": 2,
            "monthlyUsd": 0,
            "part": "network",
          },
          {
            "minutes": 8,
            "monthlyUsd": 75.71,
            "part": "cluster",
          },
          {
            "minutes": 11,
            "monthlyUsd": 15.21,
            "part": "database",
          },
          {
            "minutes": 4,
            "monthlyUsd": 21.9,
            "part": "server",
          },
        ],
      }
    `)
  })

  it('is higher where things cost more, and knows regions that are newer than its table', () => {
    const { monthlyUsd = 0 } = inEast()

    expect(inEast({ region: 'westeurope' }).monthlyUsd).toBeGreaterThan(monthlyUsd)
    expect(inEast({ region: 'marswest' }).monthlyUsd).toBeGreaterThan(monthlyUsd)
    expect(inEast({ preset: 'production' }).monthlyUsd).toBeGreaterThan(2 * monthlyUsd)
  })

  it.each([
    ['subnets that are there', ['cluster', 'database', 'server']],
    ['a cluster that is there', ['database', 'server']],
  ])('leaves out %s', (place, parts) => {
    expect(inEast(places[place]).parts?.map(({ part }) => part)).toEqual(parts)
  })

  it('says what it has no price for', () => {
    expect(inEast({ 'node-type': 'Standard_M8ms', 'database-class': 'Standard_E2_v9' }).unpriced).toEqual([
      '--node-type Standard_M8ms',
      '--database-class Standard_E2_v9',
    ])
  })
})

it('every resource belongs to a part', async () => {
  const { resources } = await mockedRun(specOf())
  const namesIn = (part: string) =>
    resources.flatMap(({ type, name }) => (partOf(type, name) === part ? [name] : [])).toSorted()

  expect(namesIn('database').filter((name) => !name.startsWith('database'))).toEqual([])
  expect(namesIn('cluster').filter((name) => !name.startsWith('cluster'))).toEqual([])
  expect(namesIn('network')).toContain('network')
  expect(namesIn('server')).toEqual(expect.arrayContaining(['address', 'server']))
})
