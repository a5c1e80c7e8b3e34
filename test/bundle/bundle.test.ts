import { expect, test } from 'vitest'
import { lazyRequires } from '../../scripts/bundle/lazy-requires.ts'

/** Runs CommonJS code with a `require` that keeps a journal. */
function evaluate(code: string) {
  const required: string[] = []
  const modules: Record<string, unknown> = {
    'node:fs': { read: () => 'text' },
    './a': { default: 1, names: ['b'] },
  }
  const load = (name: string) => {
    required.push(name)
    return modules[name]
  }
  const exports: Record<string, unknown> = {}
  new Function('require', 'exports', 'wrap', code)(load, exports, (module: object) => ({ ...module }))
  return { required, exports }
}

test('a module is loaded at its first use, and once', () => {
  const code = `const node_fs = require("node:fs");\nexports.read = () => (0, node_fs.read)() + node_fs.read();`

  const { required, exports } = evaluate(lazyRequires(code))

  expect(required).toEqual([])
  expect(exports['read']).toBeTypeOf('function')
  expect(typeof exports['read'] === 'function' && exports['read']()).toBe('texttext')
  expect(required).toEqual(['node:fs'])
})

test('wrappers, spreads and "new" mean what they meant', () => {
  const code = [
    'const a_1 = wrap(require("./a"));',
    'let node_fs = require("node:fs");',
    'node_fs = wrap(node_fs, 1);',
    'exports.all = () => [...a_1.names, { ...node_fs }.read(), new Object(a_1).default];',
  ].join('\n')

  const { required, exports } = evaluate(lazyRequires(code))

  expect(required).toEqual([])
  expect(typeof exports['all'] === 'function' && exports['all']()).toEqual(['b', 'text', 1])
})

test('a name that means something else further inside is left alone, and so are properties', () => {
  const shadowed = 'const a_1 = require("./a");\nfunction f() { const a_1 = 2; return a_1 }'
  const property = 'const a_1 = require("./a");\nexports.f = (other) => other.a_1;'

  expect(lazyRequires(shadowed)).toBe(shadowed)
  expect(lazyRequires(property)).toContain('other.a_1')
})
