/** Tables of what the last run of the fault matrix found: a small one for the README, a whole one for docs/faults.md. */
import { type FaultKind, faultKinds, type Verb } from '../test/faults/fault-kind.ts'
import type { ChainOutcome, KindOutcome } from '../test/faults/outcome-files.ts'
import { table } from './readme-parts.ts'

export interface CloudOutcomes {
  /** As people call the cloud. */
  readonly label: string
  readonly outcomes: readonly KindOutcome[]
}

/** One line per way to be hit, one column per cloud: `30 types: 25 taken over, 5 made again`. */
export function faultSummary(clouds: readonly CloudOutcomes[]): string {
  const rows = ways.map(({ verb, kind }) => [
    `${doing[verb]}: ${kind.words}`,
    ...clouds.map(({ outcomes }) => counted(verb, chainOf(outcomes, verb, kind))),
  ])
  return table([['a resource is', ...clouds.map(({ label }) => label)], ...rows])
}

/** One line per type, one column per kind of fault. */
export function faultTable({ outcomes }: CloudOutcomes, verb: Verb): string {
  const kinds = kindsOf(verb)
  const chains = kinds.map((kind) => chainOf(outcomes, verb, kind))
  const types = [...new Set(chains.flatMap((chain) => Object.keys(chain?.became ?? {})))].sort()
  const rows = types.map((type) => [
    `\`${type}\``,
    ...chains.map((chain) => became(verb, chain?.became[type])),
  ])
  return table([
    ['', ...kinds.map(({ words }) => words)],
    ...rows,
    ['zen said', ...kinds.map((kind, at) => said(kind, chains[at]))],
  ])
}

const doing: Readonly<Record<Verb, string>> = { create: 'being made', delete: 'being removed' }

const kindsOf = (verb: Verb) => kinds.filter(({ verbs }) => verbs.includes(verb))

const kinds: readonly FaultKind[] = Object.values(faultKinds)

const ways = (['create', 'delete'] as const).flatMap((verb) => kindsOf(verb).map((kind) => ({ verb, kind })))

function chainOf(outcomes: readonly KindOutcome[], verb: Verb, { id }: FaultKind): ChainOutcome | undefined {
  return outcomes.find(({ kind }) => kind === id)?.[verb]
}

function counted(verb: Verb, chain: ChainOutcome | undefined): string {
  if (!chain) return 'not tried yet'
  const all = Object.values(chain.became).map((outcome) => became(verb, outcome))
  const counts = [...new Set(all)].map((words) => [words, all.filter((one) => one === words).length] as const)
  const parts = counts.toSorted(([, one], [, other]) => other - one)
  return `${all.length} types: ${parts.map(([words, count]) => `${count} ${words}`).join(', ')}`
}

/** What a later attempt did about it. */
function became(verb: Verb, outcome: ChainOutcome['became'][string] | undefined): string {
  if (outcome === 'again') return verb === 'create' ? 'made again' : 'removed again'
  if (outcome === 'noticed') return 'seen to be gone'
  if (outcome === 'along') return 'gone with another'
  return outcome ?? ''
}

function said({ exit }: FaultKind, chain: ChainOutcome | undefined): string {
  if (!chain) return ''
  if (exit === null) return 'nothing'
  return `exit ${exit}, ${chain.codes.map((code) => `\`${code}\``).join(', ')}`
}
