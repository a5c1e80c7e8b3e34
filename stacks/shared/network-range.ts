/** Which addresses a new network gets: those that a person named, or the first that no other network has. */
import type { OptionValues, Spec } from '../contract.ts'
import type { PreflightFinding } from '../inquiry-contract.ts'
import { type Answer, valueOr } from './answers.ts'
import type { About } from './findings.ts'
import { freeRange, isShared, usualRange } from './spec/free-range.ts'
import { textAt } from './spec/option-texts.ts'

/** A network that is not this deployment's. */
export interface OtherNetwork {
  /** As people know it. */
  readonly name: string
  /** Blocks of addresses. */
  readonly cidrs: readonly string[]
}

export interface RangeWish {
  readonly spec: Spec
  readonly stored: Spec | undefined
  /** That takes a block of addresses: `vpc-cidr`. */
  readonly flag: string
  readonly others: Answer<readonly OtherNetwork[]>
}

/** The option with its value: it stays what it was, however many networks there are later. */
export function settledRange(wish: RangeWish): OptionValues {
  return { [wish.flag]: rangeFor(wish) }
}

function rangeFor({ spec, stored, flag, others }: RangeWish): string {
  return (
    textAt(spec.options, flag) ??
    textAt(stored?.options ?? {}, flag) ??
    freeRange(taken(others)) ??
    usualRange
  )
}

function taken(others: RangeWish['others']): readonly string[] {
  return valueOr(others, []).flatMap(({ cidrs }) => cidrs)
}

/** Nothing about what is made already, which can't be changed. */
export function rangeFindings(about: About, wish: RangeWish): readonly PreflightFinding[] {
  const { spec, stored, flag, others } = wish
  if (stored) return []
  const range = rangeFor(wish)
  const isNamed = textAt(spec.options, flag) !== undefined
  if ('refusal' in others) return isNamed ? [unseen(about, range, others.refusal)] : []
  const same = others.value.flatMap(({ name, cidrs }) =>
    cidrs.filter((cidr) => isShared(cidr, range)).map((cidr) => `${name} has ${cidr}`),
  )
  if (same.length === 0)
    return [{ ...about, verdict: 'pass', message: `No other network has addresses of ${range}.`, fix: [] }]
  return [
    {
      ...{ ...about, verdict: isNamed ? 'fail' : 'warn' },
      message: `Another network has addresses of ${range} already: ${listed(same)}.`,
      fix: fixFor(wish, range),
    },
  ]
}

function unseen(about: About, range: string, refusal: string): PreflightFinding {
  return {
    ...{ ...about, verdict: 'warn' },
    message: `Whether another network has addresses of ${range} could not be checked.`,
    fix: [`Only matters when the two are to be connected. What the cloud says: ${refusal}`],
  }
}

/** Nobody reads about fifty. */
function listed(words: readonly string[]): string {
  const most = 3
  const more = words.length > most ? ` and ${words.length - most} more` : ''
  return `${words.slice(0, most).join(', ')}${more}`
}

function fixFor({ flag, others }: RangeWish, range: string): readonly string[] {
  const free = freeRange(taken(others), Number(range.split('/')[1]))
  return free === undefined
    ? [`Name addresses that no network has: --${flag} CIDR`]
    : [`Take these, which no network has: --${flag} ${free}`]
}
