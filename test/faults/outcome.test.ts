import { expect, test } from 'vitest'
import type { JournalCall } from '../cloud/frame/journal.ts'
import { call } from './made-up-journal.ts'
import { outcomeOf } from './outcome.ts'

const done = { outcome: 'done' } as const
const gone = { outcome: 'done' } as const
const create = (more: Partial<JournalCall> = {}) => call('net', 'create', { id: 'net-1', ...more })
const remove = (more: Partial<JournalCall> = {}) => call('net', 'delete', { id: 'net-1', ...more })

function outcome(hit: JournalCall, ...later: readonly JournalCall[]) {
  return outcomeOf(hit, [call('other', 'create'), hit, ...later])
}

test('what was refused is made again', () => {
  expect(outcome(create({ outcome: 'failed' }), create({ outcome: 'failed' }), create(done))).toBe('again')
})

test('what was made and is known is kept', () => {
  expect(outcome(create({ outcome: 'unfinished' }), call('net', 'update', done))).toBe('kept')
  expect(outcome(create(done))).toBe('kept')
})

test('what was made without an answer is taken over', () => {
  expect(outcome(create({ outcome: 'failed' }), call('net', 'read', done))).toBe('taken over')
  expect(outcome(create())).toBe('taken over')
})

test('what was removed to be made again is replaced', () => {
  expect(outcome(create(), remove(done), create(done))).toBe('replaced')
})

test('what happens to the others is not its business', () => {
  expect(outcome(create(), call('other', 'create', done), call('other', 'delete', done))).toBe('taken over')
})

test('that it was removed in the end is no part of its beginning', () => {
  expect(outcome(create(), remove(done))).toBe('taken over')
})

test('what was not removed is removed again, and what is gone is noticed', () => {
  expect(outcome(remove({ outcome: 'failed' }), remove(done))).toBe('again')
  expect(outcome(remove(), call('net', 'delete', gone))).toBe('noticed')
  expect(outcome(remove())).toBe('noticed')
})
