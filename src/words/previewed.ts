/** What would change, how long it takes and what it costs. */
import type { Estimate } from '../../stacks/contract.ts'
import { type ChangeCounts, changeLines, countChanges, estimateLine, signs } from '../deployment/changes.ts'
import { kindWords } from '../deployment/kinds.ts'
import { minutesFor, type PartPreview, partsOf } from '../deployment/parts.ts'
import type { PricedChoice } from '../deployment/priced-choices.ts'
import type { Preview, ResourceChange } from '../engine/engine.ts'
import { table } from './columns.ts'

/** A line for each part where there are parts, else one for each resource. */
export function planLines(preview: Preview): readonly string[] {
  const parts = partsOf(preview)
  if (parts.length === 0) return changeLines(preview.resources)
  const notNew = preview.resources.filter(({ action }) => action !== 'create')
  return [...partTable(preview, parts), ...changeLines(notNew).filter((line) => !line.startsWith('  ='))]
}

function partTable(preview: Preview, parts: readonly PartPreview[]): readonly string[] {
  const total = { part: 'all', changes: countChanges(preview.resources) }
  const { monthlyUsd } = preview.estimate
  const minutes = minutesFor(preview)
  const rows = [...parts, { ...total, monthlyUsd, ...(minutes === undefined ? {} : { minutes }) }]
  return table(
    [
      ['part', 'changes', 'takes', 'a month'],
      ...rows.map(({ part, changes, ...row }) => [part, changeWords(changes), ...figures(row)]),
    ],
    [2, 3],
  ).map(indented)
}

/** `+24 ~1`, and `=24` where nothing changes. */
function changeWords(changes: ChangeCounts): string {
  const actions = ['create', 'update', 'replace', 'delete'] as const
  const words = actions.flatMap((action) => (changes[action] > 0 ? `${signs[action]}${changes[action]}` : []))
  return words.length > 0 ? words.join(' ') : `${signs.same}${changes.same}`
}

interface Figures {
  readonly minutes?: number | undefined
  readonly monthlyUsd?: number | undefined
}

function figures({ minutes, monthlyUsd }: Figures): readonly string[] {
  return [minutes === undefined ? '' : `${minutes} min`, monthlyUsd === undefined ? '' : dollars(monthlyUsd)]
}

/** Kinds of things that are named of a part that goes. */
const MOST_KINDS = 6

/** What a destroy would take away: a line for each part where there are parts, else one for each resource. */
export function doomedLines(resources: readonly ResourceChange[]): readonly string[] {
  const parts = partsOf({ resources })
  if (parts.length === 0) return changeLines(resources)
  return parts.map(({ part }) => {
    const own = resources.filter((resource) => resource.part === part)
    return `  - ${part} (${own.length}): ${kindWords(own, [], MOST_KINDS).join(', ')}`
  })
}

/** Where the numbers come from, and what is not among them. */
export function costLines({ estimate, resources }: Preview): readonly string[] {
  if (partsOf({ estimate, resources }).length === 0) return [estimateLine(estimate)]
  const { asOf, unpriced = [] } = estimate
  return [
    `By prices of ${asOf}; traffic, logs and snapshots come on top.`,
    ...(unpriced.length === 0
      ? []
      : [`No price is known of ${unpriced.join(', ')}, which comes on top, too.`]),
  ]
}

/** Each choice beside the others, so that nobody has to try. */
export function choiceLines(choices: readonly PricedChoice[]): readonly string[] {
  const [first] = choices
  if (!first) return []
  const rows = choices.map(({ value, isChosen, estimate }) => [
    ...[value, ...figures(estimate)],
    isChosen ? 'this one' : '',
  ])
  return table([[first.flag, 'takes', 'a month', ''], ...rows], [1, 2]).map(indented)
}

/** `about $234 a month, 19 min`: beside a choice in a question. */
export function estimateWords({ minutes, monthlyUsd }: Estimate): string {
  return `${roundDollars(monthlyUsd)} a month, ${minutes} min`
}

/** The end of a question: `, for about $234 a month`; nothing where it costs nothing. */
export function priceWords({ monthlyUsd }: Estimate): string {
  return monthlyUsd === 0 ? '' : `, for ${roundDollars(monthlyUsd)} a month`
}

function roundDollars(monthlyUsd: number): string {
  return `about $${Math.round(monthlyUsd)}`
}

function dollars(monthlyUsd: number): string {
  return `$${monthlyUsd.toFixed(2)}`
}

function indented(line: string): string {
  return `  ${line}`
}

export function planJson(preview: Preview, choices: readonly PricedChoice[]) {
  const { where, resources, estimate } = preview
  const { minutes, monthlyUsd, asOf, unpriced } = estimate
  const parts = partsOf(preview)
  return {
    where,
    changes: countChanges(resources),
    resources: resources.map(({ type, name, action, part }) => ({
      type,
      name,
      action,
      ...(part ? { part } : {}),
    })),
    ...(parts.length > 0 ? { parts } : {}),
    estimate: { minutes, monthlyUsd, asOf, ...(unpriced ? { unpriced } : {}) },
    ...(choices.length > 0 ? { choices: choices.map(choiceJson) } : {}),
  }
}

function choiceJson({ flag, value, isChosen, estimate: { minutes, monthlyUsd } }: PricedChoice) {
  return { flag, value, chosen: isChosen, minutes, monthlyUsd }
}
