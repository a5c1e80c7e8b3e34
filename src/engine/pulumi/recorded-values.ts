/** Values of ours that come back from a state file or from another process, looked at before they are believed. */
import type { OptionValue, OptionValues, Spec } from '../../../stacks/contract.ts'
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import { fieldOf, isRecord, textOf } from './json-fields.ts'
import { type Part, parts } from './stack-names.ts'

/** @returns `undefined` when it is no place */
export function toPlace(value: unknown): ClusterPlace | undefined {
  const [namespace, release] = [textOf(value, 'namespace'), textOf(value, 'release')]
  const said = fieldOf(value, 'cluster')
  if (namespace === undefined || release === undefined || !isRecord(said)) return undefined
  const [kubeconfigText, kubeconfig] = [textOf(said, 'kubeconfigText'), textOf(said, 'kubeconfig')]
  if (kubeconfigText !== undefined) return { cluster: { kubeconfigText }, namespace, release }
  const context = textOf(said, 'context')
  const cluster = { ...(kubeconfig ? { kubeconfig } : {}), ...(context ? { context } : {}) }
  return { cluster, namespace, release }
}

/** @returns `undefined` when it is no spec */
export function toSpec(value: unknown): Spec | undefined {
  const [name, provider] = [textOf(value, 'name'), textOf(value, 'provider')]
  const options = toOptions(fieldOf(value, 'options'))
  return name === undefined || provider === undefined || !options ? undefined : { name, provider, options }
}

/** @returns `undefined` when it is no record */
export function toOptions(value: unknown): OptionValues | undefined {
  if (!isRecord(value)) return undefined
  const entries = Object.entries(value).flatMap(([flag, option]) =>
    isOptionValue(option) ? [[flag, option] as const] : [],
  )
  return Object.fromEntries(entries)
}

function isOptionValue(value: unknown): value is OptionValue {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string')
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** @returns `undefined` when it is no part */
export function toPart(value: unknown): Part | undefined {
  return parts.find((part) => part === value)
}
