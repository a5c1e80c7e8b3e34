import { PassThrough, Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import { ask } from '../../src/terminal/prompts.ts'
import { suggested } from '../../src/terminal/suggested.ts'

const regions = ['us-east-1', 'eu-west-1', 'eu-central-1']

it('all is offered at first, in its order, then what fits, then what was typed', () => {
  expect(suggested(regions)).toEqual(regions)
  expect(suggested(regions, 'EU')).toEqual(['eu-west-1', 'eu-central-1', 'eu'])
  expect(suggested(regions, 'eu-west-1')).toEqual(['eu-west-1'])
  expect(suggested(regions, 'eu-west-9')).toEqual(['eu-west-9'])
})

/** What somebody answers who waits until words are there, then types. */
async function answer(typed: readonly (readonly [seen: string, keys: string])[]): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()]
  let [screen, next] = ['', 0]
  output.on('data', (data) => {
    screen += stripVTControlCharacters(String(data))
    const [seen = '', keys = ''] = typed[next] ?? []
    if (next >= typed.length || !screen.includes(seen)) return
    next += 1
    screen = ''
    setImmediate(() => input.write(keys))
  })
  const streams = { in: input, err: output, out: new Writable(), signal: new AbortController().signal }
  const problem = (text: string) => (/^[a-z]+-[a-z]+-\d$/.test(text) ? undefined : 'That is no region.')
  const question = { kind: 'text', flag: 'region', message: 'Region', suggestions: regions, problem }
  // Streams of a terminal have much more than a prompt asks of them.
  return Reflect.apply(ask, undefined, [streams, question])
}

it('one is chosen by typing a part of it', async () => {
  expect(
    await answer([
      ['us-east-1', 'central'],
      ['central', '\r'],
    ]),
  ).toBe('eu-central-1')
})

it('one that nobody thought of is an answer, if it may be one', async () => {
  expect(
    await answer([
      ['us-east-1', 'xx-north-9'],
      ['xx-north-9', '\r'],
    ]),
  ).toBe('xx-north-9')
})

it.each([
  ['Enter', '\r'],
  ['the end of a line', '\n'],
])('one is chosen by a burst of its name and %s', async (_, end) => {
  expect(await answer([['us-east-1', `eu-central-1${end}`]])).toBe('eu-central-1')
})

it('what is no answer is no answer in a burst either', async () => {
  expect(
    await answer([
      ['us-east-1', 'north\r'],
      ['That is no region.', '\x15xx-north-9\r'],
    ]),
  ).toBe('xx-north-9')
})
