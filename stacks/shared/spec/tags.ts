/** Tags that a person gives for everything of a deployment, as `KEY=VALUE`. Clouds differ in what they allow. */

interface TagRules {
  readonly most: number
  /** What is wrong with one tag, as the end of a sentence. */
  readonly problem: (key: string, value: string) => string | undefined
}

/** What is wrong with tags that a person gave, as the end of a sentence. */
export function tagsProblem(tags: readonly string[], { most, problem }: TagRules): string | undefined {
  if (tags.length > most) return `must be given at most ${most} times`
  for (const tag of tags) {
    if (!tag.includes('=') || tagKey(tag) === '') return 'must look like KEY=VALUE'
    const found = problem(tagKey(tag), tagValue(tag))
    if (found !== undefined) return found
  }
  const keys = tags.map(tagKey)
  return new Set(keys).size < keys.length ? 'must not name the same key twice' : undefined
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
