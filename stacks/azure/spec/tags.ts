/** Tags: one set for everything of a deployment. Zones of names allow the least: https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations */
import { tagsProblem as problemOf } from '../../shared/spec/tags.ts'

/** By this tag everything of a deployment is found again, also when no state knows of it. */
export const deploymentTag = 'zen-deployment'
/** Whom to ask about it: who deployed it first. */
export const ownerTag = 'zen-owner'

/** What is wrong with tags that a person gave, as the end of a sentence. */
export function tagsProblem(tags: readonly string[]): string | undefined {
  return problemOf(tags, { most: 13, problem })
}

function problem(key: string, value: string): string | undefined {
  if (/^(zen-|microsoft|azure|windows|hidden-|aks-|k8s-)/i.test(key))
    return 'must not use keys that start with zen-, microsoft, azure, windows, hidden-, aks- or k8s-'
  if (!/^[A-Za-z][\w.-]{0,127}$/.test(key))
    return 'must have keys of letters, digits and _.- only, 128 at most, that start with a letter'
  return /^[\w .:/@+-]{0,256}$/.test(value)
    ? undefined
    : 'must have values of letters, digits, spaces and _.:/@+- only, 256 at most'
}
