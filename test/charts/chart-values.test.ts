import { describe, expect, test } from 'vitest'
import { readChartValues } from '../../scripts/chart-values.ts'

describe('a values file is read with its comments', () => {
  test('the comment above a key is its documentation, and sections hold other keys', () => {
    expect(readChartValues('# All of it.\nserver:\n  # How many.\n  # At least one.\n  copies: 1\n')).toEqual(
      [
        {
          path: ['server'],
          comment: 'All of it.',
          schema: undefined,
          default: { copies: 1 },
          isSection: true,
        },
        {
          path: ['server', 'copies'],
          comment: 'How many. At least one.',
          schema: undefined,
          default: 1,
          isSection: false,
        },
      ],
    )
  })

  test('a comment that stands alone belongs to nobody', () => {
    expect(readChartValues('# The file.\n\n# The value.\na: 1\n')).toMatchObject([{ comment: 'The value.' }])
  })

  test('what @schema describes as a whole is one value', () => {
    const text = '# CPU.\n# @schema {"type": "object"}\nresources:\n  requests: {cpu: 1}\nb: 2\n'

    expect(readChartValues(text)).toMatchObject([
      { path: ['resources'], comment: 'CPU.', schema: { type: 'object' }, isSection: false },
      { path: ['b'], isSection: false },
    ])
  })

  test('an annotation that is no JSON is an error', () => {
    expect(() => readChartValues('# @schema {type: object}\na: 1\n')).toThrow()
  })
})
