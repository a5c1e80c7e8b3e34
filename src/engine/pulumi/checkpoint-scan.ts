/**
 * The few resources that a list of deployments needs, cut out of a state file without parsing the rest: a thousand
 * files hold twenty megabytes, most of which nobody asked for.
 */
import { type Checkpoint, parseCheckpoint, toCheckpoint } from './checkpoint.ts'
import { parseJson } from './json-fields.ts'
import { stackUrn, stashNames, stashType, urnOf } from './stack-names.ts'

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x7b, 0x7d]

/** The same as {@link parseCheckpoint}, but maybe with fewer resources: those that say what the deployment is. */
export function scanCheckpoint(text: Buffer, stack: string): Checkpoint | undefined {
  const stashes = Object.values(stashNames).map((name) => urnOf(stack, stashType, name))
  const found = [stackUrn(stack), ...stashes].map((urn) => resourceText(text, urn))
  const [root, spec] = found
  const isInterrupted = text.includes('"pending_operations":') || text.includes('"initErrors":')
  // Written in another way than this version of the engine writes, or a case where details matter.
  if (root === undefined || spec === undefined || isInterrupted) return parseCheckpoint(text.toString('utf8'))
  return toCheckpoint({
    resources: found.map((resource) => parseJson(resource ?? 'null')),
    secrets_providers: parseJson(objectAfter(text, '"secrets_providers":') ?? 'null'),
  })
}

/** When anything of the stack was last really changed: ISO 8601, UTC, or the empty text. */
export function lastChange(text: Buffer): string {
  const mark = '"modified":"'
  let latest = ''
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at)) {
    at += mark.length
    const time = text.toString('latin1', at, text.indexOf(QUOTE, at))
    if (time > latest) latest = time
  }
  return latest
}

/** A resource starts with its URN. Elsewhere a URN is in a list of other resources' dependencies. */
function resourceText(text: Buffer, urn: string): string | undefined {
  return objectAfter(text, '', `{"urn":${JSON.stringify(urn)},`)
}

/** The object that starts at the first place of these words, after `before`. */
function objectAfter(text: Buffer, before: string, start = '{'): string | undefined {
  const at = text.indexOf(before + start)
  return at < 0 ? undefined : objectAt(text, at + before.length)
}

/** Finds the brace that closes the one at `start`; those in quotes don't count. */
function objectAt(text: Buffer, start: number): string | undefined {
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
  return undefined
}

function endOfQuote(text: Buffer, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === BACKSLASH) at += 1
    else if (text[at] === QUOTE) return at
  }
  return text.length
}
