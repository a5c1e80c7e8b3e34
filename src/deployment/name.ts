/** Longest name of a deployment; every provider fits longer names made from it into its own limits. */
const maximumNameLength = 32

/** What is wrong with the name of a deployment, as the end of a sentence, or `undefined`. */
export function problemOfName(name: string): string | undefined {
  if (name === '') return 'must not be empty'
  if (name.length > maximumNameLength)
    return `must have at most ${maximumNameLength} letters (it has ${name.length})`
  if (/[A-Z]/.test(name)) return 'must be lower case'
  if (!/^[a-z]/.test(name)) return 'must start with a letter'
  if (/[^a-z0-9-]/.test(name)) return 'may hold only letters, digits and hyphens'
  return name.endsWith('-') ? 'must not end with a hyphen' : undefined
}
