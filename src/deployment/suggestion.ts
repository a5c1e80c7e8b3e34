import { closest, distance } from 'fastest-levenshtein'

/** The known word a person most likely meant, or `undefined` when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const candidate = closest(word, [...known])
  const steps = distance(word, candidate)
  // Short words that have no letter in common are two steps apart, too.
  const hasSomethingInCommon = steps < Math.max(word.length, candidate.length)
  const isNear = steps <= Math.max(2, Math.floor(candidate.length / 3))
  return isNear && hasSomethingInCommon ? candidate : undefined
}

/** `did you mean "docker"?` or nothing, ready to be put in a sentence. */
export function didYouMean(word: string, known: readonly string[]): string {
  const candidate = nearest(word, known)
  return candidate ? `, did you mean "${candidate}"?` : ''
}
