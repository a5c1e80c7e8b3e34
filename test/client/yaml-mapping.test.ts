import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { entryOf, toEntry, withEntry, withFields } from '../../src/client/yaml-mapping.ts'
import { commentsOf, parseMapping } from '../../src/client/yaml-values.ts'

const text = `# top
analytics_opt_in: true   # yes

# about the store
store:
  # inner
  type: sql # t
  url: x

  # below
# before the version
version: '0.9'
empty:
nothing: # really
list:
- a
- b
block: |
  # no comment
  there

folded: "a
  b" # c
# end
`
const keys = ['analytics_opt_in', 'store', 'version', 'empty', 'nothing', 'list', 'block', 'folded']

describe('one key', () => {
  test.each(keys)('%s is removed, and every other byte stays', (key) => {
    const entry = entryOf(text, key)

    const removed = withEntry(text, key, undefined)

    expect(entry).toBeDefined()
    expect(removed).toBe(text.replace(entry ?? '', ''))
    const { [key]: _, ...others } = parse(text)
    expect(parse(removed)).toEqual(others)
  })

  test.each(keys)('%s is replaced in its place', (key) => {
    const replaced = withEntry(text, key, toEntry(key, { is: 'new' }))

    expect(replaced).toBe(text.replace(entryOf(text, key) ?? '', `${key}:\n  is: new\n`))
    expect(parse(replaced)).toEqual({ ...parse(text), [key]: { is: 'new' } })
  })

  test('a new one goes to the end', () => {
    expect(withEntry(text, 'new', 'new: 1\n')).toBe(`${text}new: 1\n`)
  })

  test('one that is not there is removed without a change', () => {
    expect(withEntry('{a: 1}', 'b', undefined)).toBe('{a: 1}')
  })
})

test.each([
  ['nothing at all', undefined, 'new: 1\n'],
  ['an empty file', '', 'new: 1\n'],
  ['only comments', '# hi', '# hi\nnew: 1\n'],
  ['only null', '~\n', 'new: 1\n'],
  ['an empty mapping', '# hi\n{}\n', '# hi\nnew: 1\n'],
  ['only marks', '---\n...\n', 'new: 1\n'],
  ['a last line without an end', 'a: 1', 'a: 1\nnew: 1\n'],
  ['a mark at the start', '---\na: 1\n', '---\na: 1\nnew: 1\n'],
  ['a mark at the end', 'a: 1\n...\n', 'a: 1\nnew: 1\n...\n'],
  ['Windows line ends', 'a: 1\r\nb:\r\n  c: 1\r\n', 'a: 1\r\nb:\r\n  c: 1\r\nnew: 1\n'],
  ['one line of braces', '{a: 1, b: [2]} # hi\n', 'a: 1\nb: [ 2 ]\n# hi\nnew: 1\n'],
  ['JSON', '{"a": {"b": 1}}', '"a": { "b": 1 }\nnew: 1\n'],
  ['indented keys', '  a: 1\n  b: 2 # hi\n', 'a: 1\nb: 2 # hi\nnew: 1\n'],
  ['a byte order mark', '\uFEFFa: 1\n', 'a: 1\nnew: 1\n'],
  ['an explicit key', '? a\n: 1\n', 'a: 1\nnew: 1\n'],
  ['aliases', 'a: &x 1\nb: *x\n', 'a: 1\nb: 1\nnew: 1\n'],
  ['a merge', 'base: &x {a: 1}\n<<: *x\n', 'base:\n  a: 1\na: 1\nnew: 1\n'],
  ['an anchor that nobody uses', 'a: &x 1\n', 'a: &x 1\nnew: 1\n'],
  ['an unknown tag', 'a: !!python/object:x.Y {}\n', 'a: !!python/object:x.Y {}\nnew: 1\n'],
])('a key can be added to %s', (_, before, after) => {
  expect(withEntry(before, 'new', 'new: 1\n')).toBe(after)
})

test('a key is found in a file of an unusual form', () => {
  expect(entryOf('{store: {type: sql}, b: 1}', 'store')).toBe('store: { type: sql }\n')
  expect(withEntry('a: &x {b: 1}\nstore: *x\n', 'a', undefined)).toBe('store:\n  b: 1\n')
})

test('words that Python takes for something else are quoted', () => {
  expect(toEntry('store', { a: 'yes', b: '0x1f', c: 'C:\\x y', d: '1:30' })).toBe(
    'store:\n  a: "yes"\n  b: "0x1f"\n  c: C:\\x y\n  d: "1:30"\n',
  )
})

describe('fields of a mapping', () => {
  const entry = "u: # mine\n  # about\n  url:   x\n  api_token: {a: 1}\n  other: 'o'\n"

  test('are set and removed, and others stay with their comments', () => {
    expect(withFields(entry, 'u', { url: 'x', api_key: 'k', api_token: undefined })).toBe(
      "u:\n  # mine\n  # about\n  url: x\n  other: 'o'\n  api_key: k\n",
    )
  })

  test('that say so already leave every byte', () => {
    expect(withFields(entry, 'u', { url: 'x', missing: undefined })).toBe(entry)
  })

  test.each([[undefined], ['u: 1\n'], ['u:\n'], ['u: [1]\n']])(
    'replace %j, which is no mapping',
    (before) => {
      expect(withFields(before, 'u', { url: 'x', api_key: undefined })).toBe('u:\n  url: x\n')
    },
  )
})

test('comments are told from text that looks like them', () => {
  expect(commentsOf(text)).not.toContain('# no comment')
  expect(commentsOf('a: "x #y"\nb: x#y # real\nc: |\n  # text\n')).toEqual(['# real'])
})

test.each([
  ['a tab', '\ta: 1\n', 'line 1: Tabs are not allowed as indentation'],
  ['the same key twice', 'api_key: s3cret\nb: 1\nb: 2\n', 'line 3: Map keys must be unique'],
  ['a list that does not end', 'a: [s3cret\n', 'line 2:'],
  ['a quote that does not end', "ok: 1\na: 's3cret\n", "line 3: Missing closing 'quote"],
  ['two documents', 'a: 1\n---\nb: s3cret\n', '2 documents in one file'],
  ['an alias of nothing', 'a: *x\n', 'Unresolved alias'],
  [
    'aliases that explode',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefg'].map((k, i) => `${k}: &${k} [${'*'.concat('abcdefg'[i] ?? '', ', ').repeat(9)}]\n`).join('')}`,
    'Excessive alias count',
  ],
])('%s is an error that names the file and the place, and quotes nothing', (_, broken, problem) => {
  expect(() => parseMapping(broken, '/c/config.yaml')).toThrow(
    expect.objectContaining({ code: 'CLIENT_FILE_NOT_YAML', foreign: expect.stringContaining(problem) }),
  )
  expect(() => parseMapping(broken, '/c/config.yaml')).not.toThrow(/s3cret/)
})

test.each([['just words\n'], ['- a\n'], ['42\n'], ['[]\n']])('%j is no mapping', (broken) => {
  expect(() => parseMapping(broken, '/c/config.yaml')).toThrow(
    expect.objectContaining({
      code: 'CLIENT_FILE_NOT_MAPPING',
      message: expect.stringContaining('/c/config.yaml'),
    }),
  )
})
