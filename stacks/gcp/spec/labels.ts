/** Labels: one set for everything of a deployment. https://cloud.google.com/resource-manager/docs/labels-overview */
import { tagsProblem as problemOf } from '../../shared/spec/tags.ts'

/** By this label everything of a deployment that can have one is found again, also when no state knows of it. */
export const deploymentLabel = 'zen-deployment'
/** Whom to ask about it: who deployed it first. */
export const ownerLabel = 'zen-owner'

const longest = 63

/** What is wrong with tags that a person gave, as the end of a sentence. */
export function tagsProblem(tags: readonly string[]): string | undefined {
  return problemOf(tags, { most: 40, problem })
}

function problem(key: string, value: string): string | undefined {
  if (/^(zen-|goog-)/.test(key)) return 'must not use keys that start with zen- or goog-'
  if (key.length > longest || value.length > longest)
    return `must have at most ${longest} letters before the "=", and behind it`
  return /^[a-z][a-z0-9_-]*$/.test(key) && /^[a-z0-9_-]*$/.test(value)
    ? undefined
    : 'must have small letters, digits, "_" and "-" only, with a letter first'
}

/** @param principal `anna@example.com` @returns what of it a label can say */
export function labelOf(principal: string): string {
  return principal
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '_')
    .slice(0, longest)
}
