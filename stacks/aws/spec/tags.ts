/** Tags: one set for everything of a deployment. https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */

/** By this tag everything of a deployment is found again, also when no state knows of it. */
export const deploymentTag = 'zen:deployment'
/** Whom to ask about it: who deployed it first. */
export const ownerTag = 'zen:owner'

const mostTags = 40
const letters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** What is wrong with tags that a person gave, as the end of a sentence. */
export function tagsProblem(tags: readonly string[]): string | undefined {
  if (tags.length > mostTags) return `must be given at most ${mostTags} times`
  for (const tag of tags) {
    const problem = tagProblem(tag)
    if (problem !== undefined) return problem
  }
  const keys = tags.map(tagKey)
  return new Set(keys).size < keys.length ? 'must not name the same key twice' : undefined
}

function tagProblem(tag: string): string | undefined {
  const [key, value] = [tagKey(tag), tagValue(tag)]
  if (!tag.includes('=') || key === '') return 'must look like KEY=VALUE'
  if (/^(aws|zen):/i.test(key) || key === 'Name')
    return 'must not use Name, or keys that start with aws: or zen:'
  if (key.length > 128 || value.length > 256)
    return 'must have at most 128 letters before the "=", and 256 behind it'
  return letters.test(key) && letters.test(value)
    ? undefined
    : 'must have letters, digits, spaces and _.:/=+-@ only'
}

/** @param tags as a person gives them, which {@link tagsProblem} accepts */
export function parseTags(tags: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map((tag) => [tagKey(tag), tagValue(tag)]))
}

function tagKey(tag: string): string {
  return tag.includes('=') ? tag.slice(0, tag.indexOf('=')) : tag
}

function tagValue(tag: string): string {
  return tag.slice(tagKey(tag).length + 1)
}
