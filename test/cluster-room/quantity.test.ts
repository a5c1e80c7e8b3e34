import { expect, test } from 'vitest'
import { bytesOf } from '../../src/cluster/quantity.ts'

test.each([
  ['300Ki', 300 * 1024],
  ['20Gi', 20 * 1024 ** 3],
  ['1.5Ti', 1.5 * 1024 ** 4],
  ['300k', 300_000],
  ['2G', 2e9],
  ['1048576', 1_048_576],
])('%s are %d bytes', (quantity, bytes) => {
  expect(bytesOf(quantity)).toBe(bytes)
})

test('what is no size is no number', () => {
  expect(['', '-1Gi', 'much'].map(bytesOf)).toEqual([NaN, NaN, NaN])
})
