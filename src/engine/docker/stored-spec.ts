import type { OptionValue, OptionValues, Spec } from '../../../stacks/contract.ts'

/** The spec in a container's label, or `undefined` when there is none that can be read. */
export function specIn(label: string | undefined): Spec | undefined {
  try {
    const found: unknown = JSON.parse(label ?? '')
    return isSpec(found) ? found : undefined
  } catch {
    return undefined
  }
}

function isSpec(value: unknown): value is Spec {
  if (typeof value !== 'object' || value === null) return false
  if (!('name' in value && 'provider' in value && 'options' in value)) return false
  return typeof value.name === 'string' && typeof value.provider === 'string' && isOptions(value.options)
}

function isOptions(value: unknown): value is OptionValues {
  return typeof value === 'object' && value !== null && Object.values(value).every(isOptionValue)
}

function isOptionValue(value: unknown): value is OptionValue {
  return ['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value)
}
