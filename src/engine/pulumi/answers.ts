/** What providers answer when they are asked, as it comes back from the worker: looked at before it is believed. */
import type { Verdict } from '../../../stacks/contract.ts'
import type { CloudResource, Preflight, PreflightFinding } from '../../../stacks/inquiry-contract.ts'
import { fieldOf, listOf, textOf, textsIn } from './json-fields.ts'
import { toOptions } from './recorded-values.ts'

/** @returns `undefined` when it is none */
export function toPreflight(value: unknown): Preflight | undefined {
  const [where, identity] = [textOf(value, 'where'), textOf(value, 'identity')]
  const settled = toOptions(fieldOf(value, 'settled'))
  if (where === undefined || identity === undefined || !settled) return undefined
  return { where, identity, findings: listOf(value, 'findings').flatMap(toFinding), settled }
}

const verdicts: readonly Verdict[] = ['pass', 'warn', 'fail']

function toFinding(value: unknown): readonly PreflightFinding[] {
  const [id, title, message] = [textOf(value, 'id'), textOf(value, 'title'), textOf(value, 'message')]
  const verdict = verdicts.find((one) => one === fieldOf(value, 'verdict'))
  if (id === undefined || title === undefined || message === undefined || !verdict) return []
  return [{ id, title, verdict, message, fix: textsIn(value, 'fix') }]
}

/** @returns `undefined` when it is no list */
export function toCloudResources(value: unknown): readonly CloudResource[] | undefined {
  return Array.isArray(value) ? value.flatMap(toCloudResource) : undefined
}

function toCloudResource(value: unknown): readonly CloudResource[] {
  const [type, id, words] = [textOf(value, 'type'), textOf(value, 'id'), textOf(value, 'words')]
  if (type === undefined || id === undefined || words === undefined) return []
  const name = textOf(value, 'name')
  return [
    {
      ...{ type, id, words },
      ...(name === undefined ? {} : { name }),
      ...(fieldOf(value, 'kept') === true ? { kept: true as const } : {}),
    },
  ]
}
