import type { ExportOptions } from '../actions/export.ts'
import { toDeployOptions } from './deploy-input.ts'
import { textOf } from './input-values.ts'
import type { Input } from './parsed-input.ts'

/** What a person said, in the words of the export action. */
export function toExportOptions(input: Input): ExportOptions {
  const { values } = input
  return {
    ...toDeployOptions(input, 'export'),
    format: textOf(values['format']) ?? '',
    output: textOf(values['output']),
  }
}
