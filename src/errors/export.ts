/** Catalogue: files written for use without zen. */
import { exitCodes, ZenError } from './zen-error.ts'

export function nothingToExport(provider: string, format: string) {
  return new ZenError({
    code: 'NOTHING_TO_EXPORT',
    message: `A deployment of the provider ${provider} can't be written as ${format}.`,
    fix: ['Export one that can: zen export --provider docker --format compose'],
    exit: exitCodes.usage,
    details: { provider, format },
  })
}

export function exportExists(file: string) {
  return new ZenError({
    code: 'EXPORT_EXISTS',
    message: `${file} is there already, with other content. Nothing was written.`,
    fix: ['Choose another folder with --output, or move that file away.'],
    details: { file },
  })
}
