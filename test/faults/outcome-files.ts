/** What the fault matrix finds, as it is committed and found again by every run: one file per cloud and kind of fault. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FaultKindId, Verb } from './fault-kind.ts'
import type { Outcome } from './outcome.ts'

/** What became of one chain of attempts. */
export interface ChainOutcome {
  /** Codes of zen's errors. */
  readonly codes: readonly string[]
  /** By type. */
  readonly became: Readonly<Record<string, Outcome>>
}

export interface KindOutcome extends Partial<Record<Verb, ChainOutcome>> {
  readonly provider: string
  readonly kind: FaultKindId
}

/** In an order that does not depend on who was hit first. */
export function inOrder(became: readonly (readonly [type: string, Outcome])[]): ChainOutcome['became'] {
  return Object.fromEntries(became.toSorted(([one], [other]) => one.localeCompare(other)))
}

const folder = fileURLToPath(new URL('outcomes/', import.meta.url))

export function readOutcomes(provider: string): readonly KindOutcome[] {
  const files = globSync(`${provider}/*.json`, { cwd: folder }).toSorted()
  return files.map((file) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')))
}

/** Where a run looks for what it should find again. */
export function outcomeFile({ provider, kind }: KindOutcome): string {
  return `${folder}${provider}/${kind}.json`
}
