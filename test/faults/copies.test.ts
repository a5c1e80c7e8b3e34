import { describe, expect, test } from 'vitest'
import { copiesSoFar, differences } from './copies.ts'
import { call } from './made-up-journal.ts'

const net = { type: 'net', id: 'net-1', madeBy: 'pulumi' } as const

describe('on the way', () => {
  test('one thing for each name is fine, however often it was asked for', () => {
    expect(copiesSoFar([net], [call('net', 'create'), call('net', 'create')])).toEqual([])
  })

  test('two things for one name are one too many', () => {
    expect(copiesSoFar([net, { ...net, id: 'net-2' }], [call('net', 'create')])).toEqual([
      'net: 2 for 1: net-1, net-2',
    ])
  })

  test('what a cluster makes is not counted', () => {
    expect(copiesSoFar([net, { ...net, id: 'net-2', madeBy: 'cloud' }], [call('net', 'create')])).toEqual([])
  })
})

describe('in the end', () => {
  test('all that is there is known, once', () => {
    expect(differences([net], [net])).toEqual([])
  })

  test('what nobody knows of is told', () => {
    expect(differences([net, { ...net, id: 'net-2' }], [net])).toEqual(['nobody knows of net net-2'])
  })

  test('what is only in the state is told, and what is in it twice', () => {
    expect(differences([], [net])).toEqual(['there is no net net-1'])
    expect(differences([net], [net, net])).toEqual(['the state has net net-1 twice'])
  })
})
