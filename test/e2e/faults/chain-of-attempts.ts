/** Attempt after attempt, until there is no type left at which none was hit, and one has come to its end. */
import { expect } from 'vitest'
import { type Attack, callsHit, typesLeft } from '../../faults/chain.ts'
import { copiesSoFar } from '../../faults/copies.ts'
import { outcomeOf } from '../../faults/outcome.ts'
import { type ChainOutcome, inOrder } from '../../faults/outcome-files.ts'
import { resultOf } from '../zen-command.ts'
import { type Attempt, attempt } from './attempt.ts'
import { objectsIn, type Scene, sorted, stateOf } from './scene.ts'

interface Chain {
  readonly attack: Attack
  /** Of zen: typed again and again. */
  readonly words: readonly string[]
  readonly types: readonly string[]
}

/** @throws when an attempt ends otherwise than it should, or a type was never hit */
export async function chainOfAttempts(scene: Scene, { attack, words, types }: Chain): Promise<ChainOutcome> {
  const { cloud } = scene
  const codes: string[] = []
  const hits: string[] = []
  let last = await attempt(scene, { attack, words, types, isPatient: attack.verb === 'create' })
  while (last.hit.length > 0) {
    hits.push(last.hit.join(', '))
    codes.push(...(await provenBadEnd(scene, attack, last)))
    last = await attempt(scene, { attack, words, types })
  }
  const before = hits.map((hit, at) => `attempt ${at + 1} was hit at ${hit}`).join('\n')
  expect(last.exit, `${before}\n${last.stdout}\n${last.stderr}`).toBe(0)
  const journal = cloud.journal()
  expect(typesLeft(types, journal, attack)).toEqual([])
  const became = callsHit(journal, attack).map((hit) => [hit.type, outcomeOf(hit, journal)] as const)
  return {
    codes: sorted(codes),
    became: inOrder(became),
  }
}

/** An attempt that was hit says so, in a way that helps, and leaves what the next one can go on with. */
export async function provenBadEnd(scene: Scene, { kind }: Attack, { exit, ...ran }: Attempt) {
  const said = `${ran.stdout}\n${ran.stderr}`
  expect(exit, said).toBe(kind.exit)
  expect(await stateOf(scene), said).toBeDefined()
  expect(copiesSoFar(objectsIn(scene), scene.cloud.journal())).toEqual([])
  if (exit === null) return []
  const { error } = resultOf({ exit, ...ran })
  expect(kind.codes, said).toContain(error.code)
  expect(error.fix.join(' '), said).toMatch(/same command again|zen \w+/)
  if (error.details.resource !== undefined) expect(ran.names, said).toContain(error.details.resource)
  return [error.code]
}
