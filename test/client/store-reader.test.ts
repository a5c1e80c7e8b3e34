import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readStore } from '../../src/client/store-reader.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { writeFileAndFolder } from './client-computer.ts'

const rest = { version: '0.98.0', store: { type: 'rest', url: 'https://a' } }

async function factsOf(text: string) {
  const file = join(await temporaryDirectory(), 'config.yaml')
  await writeFileAndFolder(file, text)
  return readStore(file)
}

test.each([
  ['what the client writes', 'store:\n  http_timeout: 30\n  type: rest\n  url: https://a\nversion: 0.98.0\n'],
  [
    'other indentation',
    '# hi\n\nversion: 0.98.0\nstore:\n      type: rest\n      url: https://a/\nlist:\n- 1\n',
  ],
  ['braces', 'store: {type: rest, url: "https://a"}\nversion: 0.98.0\n'],
  ['quotes and comments', `version: "0.98.0" # new\nstore:\n  'type': rest\n  url: 'https://a' # there\n`],
  ['Windows line ends', 'version: 0.98.0\r\nstore:\r\n  type: rest\r\n  url: https://a\r\n'],
  ['aliases', 'x: &x https://a\nstore:\n  type: rest\n  url: *x\nversion: 0.98.0\n'],
  ['a mark', '---\nstore:\n  type: rest\n  url: https://a\nversion: 0.98.0\n'],
])('type, address and version are read from a file with %s', async (_, text) => {
  expect(await factsOf(text)).toEqual(rest)
})

test('fields of a mapping inside the store are not taken for the store', async () => {
  const text =
    'store:\n  type: sql\n  url: sqlite:////a\n  secrets_store:\n    type: aws\n    url: other\nother:\n  type: no\n'

  expect(await factsOf(text)).toEqual({ store: { type: 'sql', url: 'sqlite:////a' } })
})

test.each([
  ['an empty file', '', {}],
  ['a store without a type', 'store:\n  url: https://a\n', {}],
  ['a store that is no mapping', 'store: 1\nversion: 1\n', { version: '1' }],
  ['a version that is no text', 'version: [1]\n', {}],
])('%s has no more facts than it says', async (_, text, facts) => {
  expect(await factsOf(text)).toEqual(facts)
})

test('no file has no facts', async () => {
  expect(await readStore(join(await temporaryDirectory(), 'config.yaml'))).toEqual({})
})
