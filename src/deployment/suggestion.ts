import { closest, distance } from 'fastest-levenshtein'

/** The known word a person most likely meant, or `undefined` when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const candidate = closest(word, [...known])
  return distance(word, candidate) <= Math.max(2, Math.floor(candidate.length / 3)) ? candidate : undefined
}

/** `did you mean "docker"?` or nothing, ready to be put in a sentence. */
export function didYouMean(word: string, known: readonly string[]): string {
  const candidate = nearest(word, known)
  return candidate ? `, did you mean "${candidate}"?` : ''
}
