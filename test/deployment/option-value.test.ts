import { describe, expect, it } from 'vitest'
import { parseOption } from '../../src/deployment/option-value.ts'
import type { Option } from '../../stacks/contract.ts'

const option = (type: Option['type'], more: Partial<Option> = {}): Option => ({
  ...{ flag: 'size', type, summary: 'how large', placeholder: 'SIZE' },
  ...more,
})

describe('what a person wrote', () => {
  it.each([
    { type: 'number', raw: '8237', value: 8237 },
    { type: 'number', raw: 8237, value: 8237 },
    { type: 'boolean', raw: 'YES', value: true },
    { type: 'boolean', raw: 'n', value: false },
    { type: 'boolean', raw: false, value: false },
    { type: 'text', raw: 5, value: '5' },
    { type: 'list', raw: 'one', value: ['one'] },
    { type: 'list', raw: ['one', 'two'], value: ['one', 'two'] },
    { type: 'url', raw: 'mysql://u@h/d', value: 'mysql://u@h/d' },
  ] as const)('$raw is a $type', ({ type, raw, value }) => {
    expect(parseOption(option(type), raw)).toEqual({ value })
  })

  it.each([
    { type: 'number', raw: '', says: 'must be a number, and is ""' },
    { type: 'number', raw: 'Infinity', says: 'must be a number, and is "Infinity"' },
    { type: 'boolean', raw: 'maybe', says: 'must be true or false, and is "maybe"' },
    { type: 'text', raw: { a: 1 }, says: 'must be text, and is {"a":1}' },
    { type: 'list', raw: [1], says: 'must be a list of texts, and is [1]' },
    { type: 'url', raw: '//u:hunter2@h', says: 'must be a URL such as mysql://user@host:3306/zenml' },
  ] as const)('$raw is no $type', ({ type, raw, says }) => {
    expect(parseOption(option(type), raw)).toEqual({ problem: { flag: 'size', message: `--size ${says}` } })
  })

  it('must be one of the choices, and a near miss is recognised', () => {
    const choices = ['small', 'production']

    expect(parseOption(option('text', { choices }), 'prodution')).toEqual({
      problem: {
        flag: 'size',
        message: '--size must be one of small, production, and is "prodution"; did you mean "production"?',
      },
    })
    expect(parseOption(option('list', { choices }), ['small', 'x'])).toMatchObject({
      problem: { message: '--size must be one of small, production, and is "x"' },
    })
  })
})
