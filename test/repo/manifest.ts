/** The committed `oclif.manifest.json`: what can be typed, as oclif knows it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './source-file.ts'

export interface ManifestFlag {
  readonly name: string
  readonly type: string
  readonly char?: string
  readonly env?: string
  readonly summary?: string
  readonly helpGroup?: string
  readonly helpValue?: string
  readonly allowNo?: boolean
  readonly multiple?: boolean
}

export interface ManifestCommand {
  readonly id: string
  readonly summary?: string
  readonly args: Readonly<Record<string, { readonly name: string; readonly description?: string }>>
  readonly flags: Readonly<Record<string, ManifestFlag>>
}

export function readManifest(): readonly ManifestCommand[] {
  const manifest: { readonly commands: Readonly<Record<string, ManifestCommand>> } = JSON.parse(
    readFileSync(join(root, 'oclif.manifest.json'), 'utf8'),
  )
  return Object.values(manifest.commands).sort((one, other) => one.id.localeCompare(other.id))
}
