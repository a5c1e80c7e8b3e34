import { expect, test } from 'vitest'
import type { JournalCall } from '../cloud/frame/journal.ts'
import { type Attack, callsHit, faultsAt, typesLeft } from './chain.ts'
import { faultKinds } from './fault-kind.ts'
import { call } from './made-up-journal.ts'

const attack: Attack = { kind: faultKinds.lost, verb: 'create' }
const types = ['net', 'cluster', 'server']
const faultOf = (type: string) => faultsAt(attack, [type])[0]?.id ?? ''
const hit = (type: string, more: Partial<JournalCall> = {}) =>
  call(type, 'create', { fault: faultOf(type), ...more })

test('an attempt is hit at the first call of each type, and at no other', () => {
  expect(faultsAt(attack, types)).toMatchObject(
    types.map((type) => ({ type, verb: 'create', nth: 1, effect: 'lost' })),
  )
  expect(new Set(faultsAt(attack, types).map(({ id }) => id)).size).toBe(3)
})

test('calls wait for the test where zen would get an answer, and for nobody where it would get none', () => {
  const heldIn = (kind: Attack['kind']) => faultsAt({ kind, verb: 'create' }, ['net']).map(({ held }) => held)

  expect(heldIn(faultKinds.refused)).toEqual([true])
  expect(heldIn(faultKinds.interrupted)).toEqual([true])
  expect(heldIn(faultKinds.killed)).toEqual([undefined])
})

test('what was hit once is not left, whatever came of it', () => {
  const journal = [hit('net', { outcome: 'failed' }), call('cluster', 'create'), hit('server')]

  expect(typesLeft(types, journal, attack)).toEqual(['cluster'])
})

test('hits of another attack on the same deployment do not count', () => {
  const journal = [hit('net')]

  expect(callsHit(journal, { kind: faultKinds.lost, verb: 'delete' })).toEqual([])
  expect(callsHit(journal, { kind: faultKinds.refused, verb: 'create' })).toEqual([])
  expect(callsHit(journal, attack)).toHaveLength(1)
})
