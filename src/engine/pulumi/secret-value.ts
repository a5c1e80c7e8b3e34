/**
 * Reading secrets that Pulumi encrypted with a passphrase, without Pulumi: starting it to show one password takes a
 * second. Source of the format: `pkg/secrets/passphrase/manager.go` and `sdk/go/common/resource/config/crypt.go` of
 * https://github.com/pulumi/pulumi (3.259.0).
 */
import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { isRecord, parseJson, textOf } from './json-fields.ts'

/** Marks an object that stands for a special value, and the special value that is a secret. */
const signatureKey = '4dabf18193072939515e22adb298388d'
const secretSignature = '1b47061264138c4ac30d75fd1eb44270'

const ITERATIONS = 1_000_000
const KEY_BYTES = 32
const TAG_BYTES = 16

/** Makes the plain text of a ciphertext, or throws when the passphrase is another one. */
export type Decrypt = (ciphertext: string) => string

/** The ciphertext of a secret in the state, or `undefined` when the value is none. */
export function ciphertextOf(value: unknown): string | undefined {
  return textOf(value, signatureKey) === secretSignature ? textOf(value, 'ciphertext') : undefined
}

/** The value with all secrets in it made plain. */
export function revealed(value: unknown, decrypt: Decrypt): unknown {
  const ciphertext = ciphertextOf(value)
  if (ciphertext !== undefined) return parseJson(decrypt(ciphertext))
  if (Array.isArray(value)) return value.map((item) => revealed(item, decrypt))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revealed(item, decrypt)]))
}

/**
 * @param salt of the stack: `v1:SALT:v1:NONCE:CIPHERTEXT`, where the ciphertext is that of the word `pulumi`
 * @returns `undefined` when the passphrase is not the one of this salt. Takes a third of a second of computing.
 */
export function decrypterFor(salt: string, passphrase: string): Decrypt | undefined {
  const [version, saltText = '', ...proof] = salt.split(':')
  if (version !== 'v1') return undefined
  const key = pbkdf2Sync(passphrase, Buffer.from(saltText, 'base64'), ITERATIONS, KEY_BYTES, 'sha256')
  const decrypt = (ciphertext: string) => decrypted(key, ciphertext)
  try {
    return decrypt(proof.join(':')) === 'pulumi' ? decrypt : undefined
  } catch {
    return undefined
  }
}

/** @param ciphertext is `v1:NONCE:CIPHERTEXT`; the last 16 bytes are the tag of AES in Galois/counter mode */
function decrypted(key: Buffer, ciphertext: string): string {
  const [version, nonce = '', body = ''] = ciphertext.split(':')
  if (version !== 'v1') throw new Error('This is not a ciphertext that zen knows')
  const bytes = Buffer.from(body, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
}
