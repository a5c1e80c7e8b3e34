import { expect, test } from 'vitest'
import { compareVersions, pythonRangeOf } from '../../../src/engine/local/zenml-version.ts'

test('versions are compared by number, not by letter', () => {
  const versions = ['0.98.0', '0.9.1', '0.55.5', '1.0.0', '0.98']

  expect(versions.toSorted(compareVersions)).toEqual(['0.9.1', '0.55.5', '0.98.0', '0.98', '1.0.0'])
  expect(compareVersions('0.98.0rc1', '0.98.0')).toBe(0)
})

test.each([
  ['0.98.0', { from: 10, to: 14 }],
  ['0.94.3', { from: 10, to: 13 }],
  ['0.90.0', { from: 9, to: 12 }],
  ['0.55.5', { from: 8, to: 11 }],
])('ZenML %s runs on %o', (version, range) => {
  expect(pythonRangeOf(version)).toEqual(range)
})
