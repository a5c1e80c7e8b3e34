/**
 * Edits a YAML file of top-level keys so that every byte of the other keys stays. A file in an unusual form
 * (aliases, everything in one `{…}`, indented keys) is brought into the usual one when it is first changed.
 */
import { isDeepStrictEqual } from 'node:util'
import { type Document, isAlias, isMap, isScalar, type Pair, parseAllDocuments, stringify, visit } from 'yaml'
import { INPUT, isEmpty, isValues, parseMapping, type Values } from './yaml-values.ts'

/** PyYAML reads YAML 1.1, where words such as `yes` need quotes. Long lines are never folded. */
const OUTPUT = { version: '1.1', lineWidth: 0 } as const

/** The lines of one top-level key, with a line end; `undefined` when the key is not there. */
export function entryOf(text: string | undefined, key: string): string | undefined {
  const usual = toUsualForm(text ?? '')
  const range = rangeOf(usual, key)
  return range && withLineEnd(usual.slice(...range))
}

/** The text with the lines of one top-level key replaced, added at the end or, with `undefined`, removed. */
export function withEntry(text: string | undefined, key: string, entry: string | undefined): string {
  const usual = toUsualForm(text ?? '')
  const range = rangeOf(usual, key)
  if (!range && entry === undefined) return text ?? ''
  const [start, end] = range ?? [endOf(usual), endOf(usual)]
  const before = usual.slice(0, start)
  const edited = (before && withLineEnd(before)) + (entry ?? '') + usual.slice(end)
  // A person's file is at stake: an edit that says anything but what it should is not used.
  const { [key]: _, ...others } = parseMapping(text, '')
  const expected = { ...others, ...parseMapping(entry, '') }
  return says(edited, expected) ? edited : stringify(expected, OUTPUT)
}

/** The lines of a new key. */
export function toEntry(key: string, value: unknown): string {
  return stringify({ [key]: value }, OUTPUT)
}

/**
 * The lines of a key that holds a mapping, with some of its fields set and others (`undefined`) removed; its
 * other fields and comments stay. Without such a mapping: the lines of a new one.
 */
export function withFields(entry: string | undefined, key: string, fields: Values): string {
  const document = parseAllDocuments(entry ?? '', OUTPUT)[0]
  const mapping = parseMapping(entry, '')[key]
  if (!document || !isMap(document.contents) || !isValues(mapping)) return toEntry(key, present(fields))
  const changes = Object.entries(fields).filter(([field, value]) => mapping[field] !== value)
  if (changes.length === 0) return entry ?? ''
  for (const [field, value] of changes) {
    if (value === undefined) document.deleteIn([key, field])
    else document.setIn([key, field], value)
  }
  return document.toString(OUTPUT)
}

function present(fields: Values): Values {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function says(text: string, expected: Values): boolean {
  try {
    return isDeepStrictEqual(parseMapping(text, ''), expected)
  } catch {
    return false
  }
}

/** Every top-level key at the start of its line, and nothing that refers to another place of the file. */
function toUsualForm(text: string): string {
  const document = parseAllDocuments(text, INPUT)[0]
  if (!document || isUsual(document, text)) return text
  if (isEmpty(document)) return commentLines(text)
  if (isMap(document.contents) && document.contents.items.length === 0) return commentLines(text)
  if (isMap(document.contents)) document.contents.flow = false
  const rewritten = refersWithin(document) ? '' : document.toString({ lineWidth: 0 })
  const again = parseAllDocuments(rewritten, INPUT)[0]
  return again && isUsual(again, rewritten) ? rewritten : stringify(document.toJS(), OUTPUT)
}

function isUsual(document: Document.Parsed, text: string): boolean {
  const { contents } = document
  if (!isMap(contents) || contents.flow || contents.items.length === 0 || refersWithin(document)) return false
  return contents.items.every((pair) => {
    const start = startOf(pair)
    return start !== undefined && (start === 0 || text[start - 1] === '\n')
  })
}

function refersWithin(document: Document.Parsed): boolean {
  let found = false
  visit(document, (_, node) => {
    found ||= isAlias(node)
  })
  const { contents } = document
  return found || (isMap(contents) && contents.items.some(({ key }) => isScalar(key) && key.value === '<<'))
}

function commentLines(text: string): string {
  return text
    .split(/(?<=\n)/)
    .filter((line) => /^\s*(#|$)/.test(line))
    .join('')
}

function startOf({ key }: Pair): number | undefined {
  return isScalar(key) ? key.range?.[0] : undefined
}

/** From the start of the key's line to the end of the line where its value ends, as offsets into the text. */
function rangeOf(text: string, key: string): [number, number] | undefined {
  const contents = parseAllDocuments(text, INPUT)[0]?.contents
  const pair = isMap(contents) && contents.items.find((item) => isScalar(item.key) && item.key.value === key)
  const start = pair ? startOf(pair) : undefined
  if (!pair || start === undefined) return undefined
  const valueEnd = pair.value?.range?.[1] ?? start + key.length
  return [start, text[valueEnd - 1] === '\n' ? valueEnd : endOfLine(text, valueEnd)]
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end + 1
}

/** Where a new key goes: after everything else, but before an end-of-document mark. */
function endOf(text: string): number {
  return /^\.\.\.(?=\s|$)/m.exec(text)?.index ?? text.length
}

function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
