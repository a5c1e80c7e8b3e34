/** Parses what a worker tells of resources. */
import type { DeploymentPart } from '../../../stacks/contract.ts'
import type { ChangeAction, EngineEvent, Resource, ResourceChange } from '../engine.ts'
import { fieldOf, textOf } from './json-fields.ts'

/** @returns `undefined` when it is no event */
export function toEvent(value: unknown): EngineEvent | undefined {
  const text = textOf(value, 'text')
  if (text === undefined) return undefined
  const said = (['step', 'detail', 'warning'] as const).find((one) => one === fieldOf(value, 'kind'))
  if (said) return { kind: said, text }
  const kind = (['begin', 'end', 'fail'] as const).find((one) => one === fieldOf(value, 'kind'))
  const resource = toResource(fieldOf(value, 'resource'))
  return kind && resource ? { kind, text, resource } : undefined
}

const actions: readonly ChangeAction[] = ['create', 'update', 'replace', 'delete', 'same']

/** Empty when it is no change of a resource. */
export function toChange(value: unknown): readonly ResourceChange[] {
  const resource = toResource(value)
  const action = actions.find((one) => one === fieldOf(value, 'action'))
  return resource && action ? [{ ...resource, action }] : []
}

const parts: readonly DeploymentPart[] = ['network', 'cluster', 'database', 'server']

function toResource(value: unknown): Resource | undefined {
  const [type, name, label] = [textOf(value, 'type'), textOf(value, 'name'), textOf(value, 'label')]
  const part = parts.find((one) => one === fieldOf(value, 'part'))
  if (type === undefined || name === undefined) return undefined
  return { type, name, ...(label === undefined ? {} : { label }), ...(part ? { part } : {}) }
}
