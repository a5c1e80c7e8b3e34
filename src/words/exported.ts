/** What `export` says. */
import { join } from 'node:path'
import type { Exported } from '../actions/export.ts'

/** Without a folder the file itself is the result, so that it can be piped. */
export function exportedText({ files, directory }: Exported): string {
  if (directory === undefined) return printable(files).join('\n').trimEnd()
  return [
    `Written to ${directory}:`,
    ...files.map(({ name, secret }) => `  ${name}${secret ? '  (secrets, readable for you alone)' : ''}`),
    `  Start  docker compose --file ${join(directory, 'compose.yaml')} up --detach`,
  ].join('\n')
}

function printable(files: Exported['files']): readonly string[] {
  return files.filter(({ secret }) => !secret).map(({ text }) => text)
}

export function exportedJson({ name, format, files, directory }: Exported) {
  const shown = files.map(({ name, text, secret }) => ({
    name,
    ...(directory === undefined ? {} : { path: join(directory, name) }),
    ...(secret ? {} : { text }),
  }))
  return { ok: true, command: 'export', name, format, files: shown }
}
