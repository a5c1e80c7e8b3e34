import { passphraseMissing, passphraseWrong } from '../../errors/pulumi.ts'
import { type Passphrase, passphraseIsThere, passphraseText } from './passphrase.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { type Decrypt, decrypterFor } from './secret-value.ts'

/** Decrypters by salt and passphrase: making one takes a tenth of a second, and a list may ask for many. */
const known = new Map<string, Decrypt>()

/**
 * Decrypts what was encrypted with a passphrase.
 * @throws ZenError `PASSPHRASE_MISSING`, `PASSPHRASE_WRONG`, `PASSPHRASE_UNREADABLE`
 */
export function decryption({ passphrase, backend }: PulumiContext, stack: string, salt: string): Decrypt {
  if (!passphraseIsThere(passphrase)) throw passphraseMissing(stack, backend.url)
  const text = passphraseText(passphrase)
  const key = `${salt} ${text}`
  const decrypt = known.get(key) ?? decrypterFor(salt, text)
  if (!decrypt) throw passphraseWrong(stack, sourceOf(passphrase))
  known.set(key, decrypt)
  return decrypt
}

function sourceOf(passphrase: Passphrase): string {
  return passphrase.kind === 'variable' ? 'PULUMI_CONFIG_PASSPHRASE' : passphrase.file
}
