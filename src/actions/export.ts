import { join, resolve } from 'node:path'
import type { Context } from '../context.ts'
import type { ExportedFile } from '../engine/engine.ts'
import { exportExists, nothingToExport } from '../errors/export.ts'
import { readIfThere, writeAtomically } from '../storage/atomic-file.ts'
import { findDeployment } from './engines.ts'
import { planSpec } from './plan-spec.ts'
import type { SpecRequest } from './spec-request.ts'

export interface ExportOptions extends SpecRequest {
  /** One of the providers' `exportFormats`. */
  readonly format: string
  /** Folder to write to; without one only what is no secret is printed. */
  readonly output: string | undefined
}

export interface Exported {
  readonly name: string
  readonly format: string
  readonly files: readonly ExportedFile[]
  /** Absolute; `undefined` when nothing was written. */
  readonly directory: string | undefined
}

/**
 * A deployment, or one that could be, as files to run without zen.
 * @throws ZenError `USAGE`, `NOTHING_TO_EXPORT`, `EXPORT_EXISTS` when a file with other content is in the way
 */
export async function exportDeployment(context: Context, options: ExportOptions): Promise<Exported> {
  const { format } = options
  const request = await withProvider(context, options)
  const chosen = context.providers.find(({ id }) => id === request.provider)
  // Before anybody is asked about a provider that can't.
  if (chosen && !chosen.exportFormats?.includes(format)) throw nothingToExport(chosen.id, format)
  const { provider, engine, spec, secrets } = await planSpec(context, request)
  if (!engine.exportFiles) throw nothingToExport(provider.id, format)
  const files = await engine.exportFiles({ spec, secrets }, format)
  const { workingDirectory } = context.clientEnvironment
  const directory = options.output === undefined ? undefined : resolve(workingDirectory, options.output)
  if (directory !== undefined) await write(directory, files)
  return { name: spec.name, format, files, directory }
}

/** Without a provider: that of the deployment of that name, else the one that knows the format. */
async function withProvider(context: Context, options: ExportOptions): Promise<ExportOptions> {
  if (options.provider !== undefined) return options
  const found = options.name === undefined ? undefined : await findDeployment(context, options.name)
  if (found) return { ...options, provider: found.deployment.provider }
  const exporter = context.providers.find(({ exportFormats }) => exportFormats?.includes(options.format))
  return { ...options, provider: exporter?.id }
}

/** Looks at all files before it writes any: a secret of another deployment must not be lost. */
async function write(directory: string, files: readonly ExportedFile[]): Promise<void> {
  for (const { name, text } of files) {
    const present = await readIfThere(join(directory, name))
    if (present !== undefined && present !== text) throw exportExists(join(directory, name))
  }
  for (const { name, text } of files) await writeAtomically(join(directory, name), text)
}
