/** Reading what a ZenML server answered: nothing is believed before it was looked at. */

/** `undefined` when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return new Map<string, unknown>(Object.entries(value)).get(name)
}

export function textField(value: unknown, name: string): string | undefined {
  const found = field(value, name)
  return typeof found === 'string' ? found : undefined
}

/**
 * The server's own words. ZenML says `{"detail": ["ExceptionName", "message"]}`, and for values that did not pass
 * validation a bare `["ValueError", "message"]`.
 */
export function messageIn(body: string): string {
  const answer = parseJson(body)
  const detail = field(answer, 'detail') ?? answer
  if (Array.isArray(detail))
    return detail.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(': ')
  if (typeof detail === 'string') return detail
  return body.slice(0, 500)
}
