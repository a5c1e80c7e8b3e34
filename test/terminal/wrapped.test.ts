import { styleText } from 'node:util'
import { expect, it } from 'vitest'
import { wrapped } from '../../src/terminal/wrapped.ts'

it.each([
  ['is left where it fits', 'No deployment yet. Make one: zen deploy', 39],
  ['is left where nobody knows how wide it is', 'word '.repeat(100).trim(), undefined],
])('a line %s', (_, line, width) => {
  expect(wrapped(line, width)).toBe(line)
})

it('a line breaks at spaces, and goes on below where its words began', () => {
  expect(wrapped('The certificate of "team" runs out soon.', 20)).toBe(
    'The certificate of\n"team" runs out\nsoon.',
  )
  expect(wrapped('  → Wait a little, and do the same again.', 20)).toBe(
    '  → Wait a little,\n    and do the same\n    again.',
  )
  expect(wrapped('  Client     connected to a server', 26)).toBe(
    '  Client     connected to\n             a server',
  )
})

it('a line that is not to be broken for its labels alone goes on at its own indentation', () => {
  expect(wrapped('a very long label  with a value', 20)).toBe('a very long label\nwith a value')
})

it.each([
  [
    'an address',
    'See https://example.com/a/long/page for more.',
    'See\nhttps://example.com/a/long/page\nfor more.',
  ],
  ['a command', '  → Start it again: zen up team --unlock', '  → Start it again:\n    zen up team --unlock'],
  ['a command alone', '  Remove  zen destroy team --delete-data', '  Remove  zen destroy team --delete-data'],
  [
    'an assignment',
    'Name it: export ZEN_PULUMI=/a/long/folder/of mine',
    'Name it:\nexport ZEN_PULUMI=/a/long/folder/of mine',
  ],
])('%s is copied whole', (_, line, broken) => {
  expect(wrapped(line, 20)).toBe(broken)
})

it('colours take no room, and each line of several is a line', () => {
  const [red, text] = [
    styleText('red', 'Error:', { validateStream: false }),
    'It is full.\nMake it bigger now.',
  ]

  expect(wrapped(`${red} ${text}`, 18)).toBe(`${red} It is full.\nMake it bigger\nnow.`)
})
