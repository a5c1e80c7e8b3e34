/**
 * Lets bundled code load what it needs when it needs it. `zen list` needs a tenth of what oclif and our own chunks
 * name at their top; loading the rest is most of its time (`npm run bench` shows the ratio).
 */
import type { Plugin } from 'rolldown'

/** `const name = require("x");` at the start of a line, with or without a wrapper, or of a bundled CommonJS module. */
const declaration =
  /^(?:const|let|var) ([\w$]+) = ((?:\/\* @__PURE__ \*\/ )?(?:[\w.$]+\()*(?:require\("[^"]+"\)|require_[\w$]+(?:\.[\w$]+)?\(\))(?:, 1)?\)*);$/gm

/** rolldown writes the wrapper of a Node.js module as a second line: `let node_fs = require("node:fs"); node_fs = …(node_fs, 1);` */
const wrappedLater =
  /^let ([\w$]+) = (require\("[^"]+"\));\s*^\1 = (?:\/\* @__PURE__ \*\/ )?([\w.$]+)\(\1(, 1)?\);$/gm

/** Names that only compilers and bundlers give: `config_1`, `node_fs`, `require_records`, `import_dist`. */
const generated = /^(?:\w+_\d+|node_\w+|require_\w+|import_\w+)(?:\$\d+)?$/

/** Every chunk starts with its own, and uses it at once. */
const eager = /^require_rolldown_runtime$/

/**
 * Turns each `const name = require(…)` at the top of a CommonJS module into one that runs at its first use. A name
 * that is declared again further inside is left alone.
 */
export function lazyRequires(code: string): string {
  const names: string[] = []
  const merged = code.replace(wrappedLater, 'let $1 = $3($2$4);')
  const declared = merged.replace(declaration, (all: string, name: string, value: string) => {
    if (!generated.test(name) || eager.test(name) || isSetAgain(merged, name)) return all
    names.push(name)
    return `let ${name}$; const ${name}$$ = () => ${name}$ ??= ${value};`
  })
  if (names.length === 0) return code
  // Not a property of that name, but a spread of it.
  const uses = new RegExp(`(?<![\\w$])(?<!(?<!\\.\\.)\\.)(?:${names.map(escaped).join('|')})(?![\\w$])`, 'g')
  return declared.replace(uses, (name) => `(${name}$$())`)
}

function isSetAgain(code: string, name: string): boolean {
  const settings = code.matchAll(
    new RegExp(`(?<![\\w$.])${escaped(name)}(?:\\s*=(?![=>]))|(?:function|class) ${escaped(name)}\\b`, 'g'),
  )
  return [...settings].length > 1
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$')
}

/** The same as a plugin: within oclif, where its modules name each other, and at the top of every chunk. */
export function lazyRequiresPlugin(): Plugin {
  return {
    name: 'lazy-requires',
    transform: {
      filter: { id: /[\\/]@oclif[\\/]core[\\/]lib[\\/].*\.js$/ },
      handler: lazyRequires,
    },
    renderChunk: lazyRequires,
  }
}
