/** What the tables of clouds say again and again. */
import { ProviderError, Refusal } from './cloud-error.ts'
import { textAt } from './properties.ts'
import type { CloudObject, View } from './view.ts'

/** @throws what the cloud's API answers */
export function refuse(code: string, message: string, status = 400): never {
  throw new Refusal(code, message, status)
}

/** @throws what the provider says itself */
export function complain(sentence: string): never {
  throw new ProviderError(sentence)
}

/** Those of a kind whose output at this path is this. */
export function where(
  view: View,
  type: string,
  path: string,
  value: string | undefined,
): readonly CloudObject[] {
  return view.list(type).filter(({ outputs }) => textAt(outputs, path) === value)
}

export const instantly = { create: 0.1, update: 0.1, delete: 0.1 }
