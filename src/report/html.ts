/** Text that goes into a page: harmless, and without secrets. */

/** Turns text into HTML that shows just that text. */
export type Escape = (text: string) => string

/** Shorter ones are words that anybody might use; nobody is kept from reading "admin". */
const SHORTEST_SECRET = 5

/** @param secrets values that must not be on the page, whatever text they are in */
export function escaper(secrets: readonly string[]): Escape {
  const hidden = [...new Set(secrets.flatMap(shapesOf))]
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .sort((one, other) => other.length - one.length)
  return (text) => escaped(hidden.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text))
}

/** As other programs may quote it. */
function shapesOf(secret: string): readonly string[] {
  const lines = secret.split('\n').filter((line) => line.trim().length > 20)
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), ...lines]
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}
