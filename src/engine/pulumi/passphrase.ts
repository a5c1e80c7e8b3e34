import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { link, mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { passphraseUnreadable } from '../../errors/pulumi.ts'
import { systemCodeOf } from '../../errors/zen-error.ts'
import type { EngineFacts } from '../engine.ts'

type PassphraseFacts = Pick<EngineFacts, 'dataDirectory' | 'env'>

/** What secrets in the state are encrypted with, as the engine wants to be told. */
export type Passphrase =
  | { readonly kind: 'variable'; readonly text: string }
  | { readonly kind: 'file'; readonly file: string; readonly generated: boolean }

/**
 * `PULUMI_CONFIG_PASSPHRASE` (the empty one too), else `PULUMI_CONFIG_PASSPHRASE_FILE`, else a file of zen's own, which
 * may not be there yet.
 */
export function passphraseOf({ dataDirectory, env }: PassphraseFacts): Passphrase {
  const text = env['PULUMI_CONFIG_PASSPHRASE']
  if (text !== undefined) return { kind: 'variable', text }
  const file = env['PULUMI_CONFIG_PASSPHRASE_FILE']
  if (file) return { kind: 'file', file: resolve(file), generated: false }
  return { kind: 'file', file: join(dataDirectory, 'passphrase'), generated: true }
}

/** Whether there is one already. */
export function passphraseIsThere(passphrase: Passphrase): boolean {
  return passphrase.kind === 'variable' || existsSync(passphrase.file)
}

/** The variable that tells the engine; the only secret in its environment that zen puts there. */
export function passphraseVariable(passphrase: Passphrase): Readonly<Record<string, string>> {
  return passphrase.kind === 'variable'
    ? { PULUMI_CONFIG_PASSPHRASE: passphrase.text }
    : { PULUMI_CONFIG_PASSPHRASE_FILE: passphrase.file }
}

/**
 * The words themselves; the engine does not count white space around those in a file.
 * @throws ZenError `PASSPHRASE_UNREADABLE`
 */
export function passphraseText(passphrase: Passphrase): string {
  if (passphrase.kind === 'variable') return passphrase.text
  try {
    return readFileSync(passphrase.file, 'utf8').trim()
  } catch (error) {
    throw passphraseUnreadable(passphrase.file, error)
  }
}

/** Makes zen's own passphrase where there is none yet. Two zens at once agree on one. */
export async function ensurePassphrase(passphrase: Passphrase, { dataDirectory }: PassphraseFacts) {
  if (passphrase.kind === 'variable' || !passphrase.generated || existsSync(passphrase.file)) return
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
  const draft = `${passphrase.file}.${randomBytes(4).toString('hex')}`
  try {
    await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
    await link(draft, passphrase.file)
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
}
