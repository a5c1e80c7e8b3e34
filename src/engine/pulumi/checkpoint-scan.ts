/**
 * The few resources that a list of deployments needs, cut out of a state file without parsing the rest: a thousand
 * files hold twenty megabytes, most of which nobody asked for.
 */
import { type Checkpoint, parseCheckpoint, toCheckpoint } from './checkpoint.ts'
import { parseJson } from './json-fields.ts'
import { isShown, stackUrn, stashNames, stashType, typeIn, urnOf } from './stack-names.ts'

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x7b, 0x7d]
const [RESOURCE, MODIFIED, PROVIDER] = ['{"urn":"', '"modified":"', '"secrets_providers":']

/** The same as {@link parseCheckpoint}, but maybe with fewer resources: those that say what the deployment is. */
export function scanCheckpoint(text: Buffer, stack: string): Checkpoint | undefined {
  const stashes = Object.values(stashNames).map((name) => urnOf(stack, stashType, name))
  const found = resourceTexts(text, new Set([stackUrn(stack), ...stashes]))
  const isInterrupted = text.includes('"pending_operations":') || text.includes('"initErrors":')
  const isUsual = found.has(stackUrn(stack)) && found.has(urnOf(stack, stashType, stashNames.spec))
  // Written in another way than this version of the engine writes, or a case where details matter.
  if (!isUsual || isInterrupted) return parseCheckpoint(text.toString('utf8'))
  const secretsProvider = text.indexOf(PROVIDER)
  return toCheckpoint({
    resources: [...found.values()].map(parseJson),
    secrets_providers:
      secretsProvider < 0 ? undefined : parseJson(objectAt(text, secretsProvider + PROVIDER.length)),
  })
}

/** When a real thing of the stack was last made or changed: ISO 8601, UTC, or the empty text. */
export function lastChange(text: Buffer): string {
  let latest = ''
  for (let at = text.indexOf(MODIFIED); at >= 0; at = text.indexOf(MODIFIED, at)) {
    const time = quoted(text, at + MODIFIED.length)
    if (time > latest && isReal(text, at)) latest = time
    at += MODIFIED.length
  }
  return latest
}

/** Whether that is said of something that people see. */
function isReal(text: Buffer, at: number): boolean {
  const start = text.lastIndexOf(RESOURCE, at)
  return start >= 0 && isShown(typeIn(quoted(text, start + RESOURCE.length)), true)
}

function quoted(text: Buffer, start: number): string {
  return text.toString('latin1', start, text.indexOf(QUOTE, start))
}

/** A resource starts with its URN. Elsewhere a URN is in a list of other resources' dependencies. */
function resourceTexts(text: Buffer, wanted: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (let at = text.indexOf(RESOURCE); at >= 0; at = text.indexOf(RESOURCE, at + 1)) {
    const urn = quoted(text, at + RESOURCE.length)
    if (wanted.has(urn)) found.set(urn, objectAt(text, at))
  }
  return found
}

/** Finds the brace that closes the one at `start`; those in quotes don't count. */
function objectAt(text: Buffer, start: number): string {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const byte = text[at]
    if (byte === QUOTE) at = endOfQuote(text, at)
    else if (byte === OPEN) depth += 1
    else if (byte === CLOSE) {
      depth -= 1
      if (depth === 0) return text.toString('utf8', start, at + 1)
    }
  }
  return ''
}

function endOfQuote(text: Buffer, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === BACKSLASH) at += 1
    else if (text[at] === QUOTE) return at
  }
  return text.length
}
