import { expect, test } from 'vitest'
import { choosePython } from '../../../src/engine/local/python-choice.ts'

test('of several Pythons the one with exactly the wanted version wins, then a newer one, never an older one', () => {
  const python = (zenml: string) => ({ path: `/${zenml}`, minor: 11, zenml, hasServer: true, hasVenv: true })
  const candidates = [python('0.98.0'), python('0.93.3')]

  expect(choosePython({ candidates, version: '0.93.3' })).toMatchObject({ kind: 'found', python: '/0.93.3' })
  expect(choosePython({ candidates, version: '0.94.0' })).toMatchObject({ kind: 'found', python: '/0.98.0' })
  expect(choosePython({ candidates, version: '0.99.0' })).toEqual({ kind: 'make', version: '0.99.0' })
  expect(choosePython({ candidates })).toMatchObject({ kind: 'found', python: '/0.98.0' })
})
