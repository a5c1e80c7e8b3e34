/** What a YAML file of top-level keys says. */
import { type Document, isMap, isScalar, Lexer, LineCounter, parseAllDocuments } from 'yaml'
import { clientFileNotMapping, clientFileNotYaml } from '../errors/client-files.ts'
import { messageOf } from '../errors/zen-error.ts'

export type Values = Readonly<Record<string, unknown>>

/** Python merges `<<`; nothing is printed; and no error quotes a line, because lines may be secret. */
export const INPUT = { merge: true, prettyErrors: false, logLevel: 'error' } as const

/**
 * The values by top-level key; empty for no text at all.
 * @param file named in errors
 * @throws ZenError `CLIENT_FILE_NOT_YAML`, `CLIENT_FILE_NOT_MAPPING`
 */
export function parseMapping(text: string | undefined, file: string): Values {
  const lines = new LineCounter()
  const documents = [...parseAllDocuments(text ?? '', { ...INPUT, lineCounter: lines })]
  const error = documents.flatMap(({ errors }) => errors)[0]
  if (error) throw clientFileNotYaml(file, `line ${lines.linePos(error.pos[0]).line}: ${error.message}`)
  if (documents.length > 1) throw clientFileNotYaml(file, `${documents.length} documents in one file`)
  return documents[0] ? valuesOf(documents[0], file) : {}
}

function valuesOf(document: Document.Parsed, file: string): Values {
  if (isEmpty(document)) return {}
  if (!isMap(document.contents)) throw clientFileNotMapping(file)
  try {
    const values: unknown = document.toJS()
    return isValues(values) ? values : {}
  } catch (error) {
    // An alias without an anchor, or so many of them that expanding them would not end.
    throw clientFileNotYaml(file, messageOf(error))
  }
}

/** `null` counts as no settings, as it does for the client. */
export function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null)
}

/** Whether a value is a mapping. */
export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** All comments of a text, from `#` to the end of their line. */
export function commentsOf(text: string): readonly string[] {
  const tokens = [...new Lexer().lex(text)]
  // The lexer marks a scalar with U+001F; a block of text may begin with `#`.
  return tokens.filter((token, index) => token.startsWith('#') && tokens[index - 1] !== '\u001f')
}
