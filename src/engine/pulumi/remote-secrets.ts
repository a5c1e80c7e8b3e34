/** Secrets that a key service encrypted (`awskms://…`, Pulumi's own): only Pulumi can ask it to decrypt them. */
import { isRecord, parseJson, textOf } from './json-fields.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { exportedText } from './remote-state.ts'
import { ciphertextOf, type Decrypt } from './secret-value.ts'

/** Asks for all secrets of a stack at once. That they were refused is said when one of them is read. */
export async function revealingDecrypter(context: PulumiContext, stack: string): Promise<() => Decrypt> {
  try {
    const [sealed, open] = await Promise.all([
      exportedText(context, stack, []),
      exportedText(context, stack, ['--show-secrets']),
    ])
    const known = new Map(pairs(parseJson(sealed), parseJson(open)))
    return () => (ciphertext) => known.get(ciphertext) ?? 'null'
  } catch (error) {
    return () => {
      throw error
    }
  }
}

/** Ciphertexts and plain texts that stand at the same place of two exports of the same state. */
function* pairs(sealed: unknown, open: unknown): Generator<readonly [string, string]> {
  const [ciphertext, plaintext] = [ciphertextOf(sealed), textOf(open, 'plaintext')]
  if (ciphertext !== undefined && plaintext !== undefined) yield [ciphertext, plaintext]
  else if (Array.isArray(sealed) && Array.isArray(open))
    for (const [at, item] of sealed.entries()) yield* pairs(item, open[at])
  else if (isRecord(sealed) && isRecord(open))
    for (const [key, item] of Object.entries(sealed)) yield* pairs(item, open[key])
}
