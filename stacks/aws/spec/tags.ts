/** Tags: one set for everything of a deployment. https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
import { tagsProblem as problemOf } from '../../shared/spec/tags.ts'

/** By this tag everything of a deployment is found again, also when no state knows of it. */
export const deploymentTag = 'zen:deployment'
/** Whom to ask about it: who deployed it first. */
export const ownerTag = 'zen:owner'

const letters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** What is wrong with tags that a person gave, as the end of a sentence. */
export function tagsProblem(tags: readonly string[]): string | undefined {
  return problemOf(tags, { most: 40, problem })
}

function problem(key: string, value: string): string | undefined {
  if (/^(aws|zen):/i.test(key) || key === 'Name')
    return 'must not use Name, or keys that start with aws: or zen:'
  if (key.length > 128 || value.length > 256)
    return 'must have at most 128 letters before the "=", and 256 behind it'
  return letters.test(key) && letters.test(value)
    ? undefined
    : 'must have letters, digits, spaces and _.:/=+-@ only'
}
