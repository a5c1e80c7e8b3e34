import { isRecord } from '../json-fields.ts'

/** Knows secrets, to take them out of what others say. */
export interface SecretHider {
  /** All texts in the value are secrets. */
  readonly learn: (value: unknown) => void
  readonly hide: (text: string) => string
}

/** What is shorter is a word like any other. */
const SHORTEST = 5

export function secretHider(): SecretHider {
  const known = new Set<string>()
  const learn = (value: unknown): void => {
    if (typeof value === 'string') for (const form of formsOf(value)) known.add(form)
    else if (Array.isArray(value)) for (const item of value) learn(item)
    else if (isRecord(value)) for (const item of Object.values(value)) learn(item)
  }
  return {
    learn,
    hide: (text) => [...known].reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text),
  }
}

/** As it is, as part of an address, and as Kubernetes shows it. */
function formsOf(secret: string): readonly string[] {
  if (secret.length < SHORTEST) return []
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]
}
