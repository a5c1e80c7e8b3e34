/** Fields of Azure's answers: parsed where they come in. */
import { isValues, type Values, valueAt } from '../values.ts'

export function textIn(values: Values, path: string): string {
  const found = valueAt(values, path)
  return typeof found === 'string' ? found : ''
}

export function numberIn(values: Values, path: string): number {
  const found = valueAt(values, path)
  return typeof found === 'number' ? found : 0
}

/** The objects of a list; none where there is none. */
export function listIn(values: Values, path: string): readonly Values[] {
  const found = valueAt(values, path)
  return Array.isArray(found) ? found.filter(isValues) : []
}

/** The texts of a list. */
export function textsIn(values: Values, path: string): readonly string[] {
  const found = valueAt(values, path)
  return Array.isArray(found) ? found.filter((each): each is string => typeof each === 'string') : []
}
