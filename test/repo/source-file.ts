/** What the repository's own tests need to know of a source file: its imports and what it touches of the world. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'rolldown/parseAst'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Import {
  /** A path from the root of the repository, or the name of a package. */
  readonly target: string
  /** Erased by the compiler: the module is not loaded. */
  readonly isType: boolean
  /** Loaded only when the line is reached. */
  readonly isDynamic: boolean
}

export interface SourceFile {
  /** Path from the root of the repository. */
  readonly path: string
  readonly imports: readonly Import[]
  /** Globals of the process that it reads: `process.env`, `process.exit`, `console`. */
  readonly globals: readonly string[]
  /** Where it tells the compiler what it does not know: `any`, `!`, `as` except `as const`. */
  readonly assertions: readonly string[]
}

/** TypeScript files below these folders, sorted by path. */
export function sourcePaths(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root })).sort()
}

export function readSource(path: string): SourceFile {
  return parseSource(path, readFileSync(join(root, path), 'utf8'))
}

/** @param path from the root; relative imports start there */
export function parseSource(path: string, text: string): SourceFile {
  const nodes = [...walk(parseAst(text, { lang: 'ts' }, path))]
  return {
    path,
    imports: nodes
      .flatMap((node) => importOf(node))
      .map(({ from, ...rest }) => ({ ...rest, target: resolve(path, from) })),
    globals: [...new Set(nodes.flatMap(globalOf))],
    assertions: nodes.flatMap(assertionOf),
  }
}

type Node = Readonly<Record<string, unknown>>

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item)
  else if (isNode(value)) {
    yield value
    yield* walk(Object.values(value))
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

interface Found {
  readonly from: string
  readonly isType: boolean
  readonly isDynamic: boolean
}

function importOf(node: Node): readonly Found[] {
  const { type, source } = node
  const from = isNode(source) ? source['value'] : undefined
  if (typeof from !== 'string') return []
  switch (type) {
    case 'ImportDeclaration':
      return [
        { from, isType: node['importKind'] === 'type' || allTypes(node, 'importKind'), isDynamic: false },
      ]
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return [
        { from, isType: node['exportKind'] === 'type' || allTypes(node, 'exportKind'), isDynamic: false },
      ]
    case 'ImportExpression':
      return [{ from, isType: false, isDynamic: true }]
    default:
      return []
  }
}

/** `import { type A, type B } from …`; an empty list loads the module for its effects. */
function allTypes({ specifiers }: Node, kind: string): boolean {
  if (!Array.isArray(specifiers) || specifiers.length === 0) return false
  return specifiers.every((specifier) => isNode(specifier) && specifier[kind] === 'type')
}

const worldly = ['env', 'exit']

/** `process.env`, `const { env } = process`, `import { env } from 'node:process'`, `console.log`. */
function globalOf(node: Node): readonly string[] {
  const { type, object, property, id, init, source, specifiers } = node
  if (type === 'MemberExpression' && nameOf(object) === 'console') return ['console']
  if (type === 'MemberExpression' && nameOf(object) === 'process') return ofProcess([nameOf(property)])
  if (type === 'VariableDeclarator' && nameOf(init) === 'process' && isNode(id))
    return ofProcess(items(id['properties']).map(({ key }) => nameOf(key)))
  if (type === 'ImportDeclaration' && isNode(source) && /^(node:)?process$/.test(String(source['value'])))
    return ofProcess(items(specifiers).map(({ imported }) => nameOf(imported)))
  return []
}

function ofProcess(names: readonly unknown[]): readonly string[] {
  return worldly.filter((name) => names.includes(name)).map((name) => `process.${name}`)
}

/** Of an identifier, or of a string that stands in its place. */
function nameOf(node: unknown): unknown {
  return isNode(node) ? (node['name'] ?? node['value']) : undefined
}

function items(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function assertionOf({ type, typeAnnotation }: Node): readonly string[] {
  if (type === 'TSAnyKeyword') return ['any']
  if (type === 'TSNonNullExpression') return ['!']
  const isConst = isNode(typeAnnotation) && nameOf(typeAnnotation['typeName']) === 'const'
  return (type === 'TSAsExpression' && !isConst) || type === 'TSTypeAssertion' ? ['as'] : []
}

function resolve(path: string, from: string): string {
  if (from.startsWith('.')) return join(dirname(path), from)
  const [scope = '', name] = from.split('/')
  return scope.startsWith('@') && name ? `${scope}/${name}` : scope
}
