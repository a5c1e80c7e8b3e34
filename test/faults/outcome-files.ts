/** What the last run of the fault matrix found, as it is committed: one file per cloud and kind of fault. */
import { globSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FaultKindId, Verb } from './fault-kind.ts'
import type { Outcome } from './outcome.ts'

/** What became of one chain of attempts. */
export interface ChainOutcome {
  readonly attempts: number
  /** Codes of zen's errors. */
  readonly codes: readonly string[]
  /** By type. */
  readonly became: Readonly<Record<string, Outcome>>
}

export interface KindOutcome extends Partial<Record<Verb, ChainOutcome>> {
  readonly provider: string
  readonly kind: FaultKindId
}

const folder = fileURLToPath(new URL('outcomes/', import.meta.url))

export function readOutcomes(provider: string): readonly KindOutcome[] {
  const files = globSync(`${provider}/*.json`, { cwd: folder }).toSorted()
  return files.map((file) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')))
}

export async function writeOutcome(outcome: KindOutcome): Promise<void> {
  const file = `${folder}${outcome.provider}/${outcome.kind}.json`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(outcome, null, 2)}\n`)
}
