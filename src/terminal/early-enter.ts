/**
 * Enter that comes in one burst with the words before it, pasted or typed fast. The library looks for what fits
 * the words a moment after their last letter, and passes over an Enter until then:
 * https://github.com/SBoudrias/Inquirer.js/blob/main/packages/search/src/index.ts
 */
import type { EventEmitter } from 'node:events'

export interface EarlyEnter {
  /** To be called whenever the library begins to look. */
  looking(): void
  stop(): void
}

interface Key {
  readonly name?: string
}

const enters = ['return', 'enter']

/** Presses Enter again, once what fits is there. @param input where a prompt listens for keys */
export function earlyEnter(input: EventEmitter): EarlyEnter {
  let isLooking = false
  let found: NodeJS.Immediate | undefined
  let early: readonly [string, Key] | undefined
  const pressed = (letters: string, key: Key) => {
    if (isLooking && enters.includes(key.name ?? '')) early = [letters, key]
  }
  const press = () => {
    isLooking = false
    const again = early
    early = undefined
    if (again) input.emit('keypress', ...again)
  }
  input.on('keypress', pressed)
  return {
    looking: () => {
      isLooking = true
      clearImmediate(found)
      found = setImmediate(press)
    },
    stop: () => {
      clearImmediate(found)
      input.removeListener('keypress', pressed)
    },
  }
}
