/** One kind of fault, at every type of every cloud of the registry, while it is made and while it goes. */
import { describe, expect, test } from 'vitest'
import type { CloudFixture } from '../../cloud/fixture.ts'
import { cloudFixtures } from '../../cloud/fixtures.ts'
import { differences } from '../../faults/copies.ts'
import { type FaultKind, type FaultKindId, faultKinds, type Verb } from '../../faults/fault-kind.ts'
import { type ChainOutcome, inOrder, outcomeFile } from '../../faults/outcome-files.ts'
import { expectNothingBilled } from '../cloud/conformance.ts'
import { succeeded, zen } from '../zen-command.ts'
import { chainOfAttempts } from './chain-of-attempts.ts'
import { faultScene, objectsIn, type Scene, sorted, stateOf, typesOf, typesThatGoAlong } from './scene.ts'

/** The tests of a kind. Each cloud has one deployment, which is hit on its way there and on its way back. */
export async function proveKind(id: FaultKindId): Promise<void> {
  const fixtures = await cloudFixtures()
  describe(`${faultKinds[id].words}, at every type`, () => {
    test.each(fixtures)('$provider', (fixture) => prove(fixture, id))
  })
}

async function prove(fixture: CloudFixture, id: FaultKindId): Promise<void> {
  const kind = faultKinds[id]
  const verbs: readonly Verb[] = kind.verbs
  const scene = await faultScene(fixture)
  const { deploy, destroy } = scene
  const types = await typesOf(scene)
  const creation = await chainOfAttempts(scene, { attack: { kind, verb: 'create' }, words: deploy, types })
  await expectWhole(scene, types)
  const removed = verbs.includes('delete')
    ? { delete: await removal(scene, kind, types) }
    : void succeeded(await zen(scene.here, destroy))
  await expectGone(scene)
  const outcome = { provider: fixture.provider, kind: id, create: creation, ...removed }
  await expect(`${JSON.stringify(outcome, null, 2)}\n`).toMatchFileSnapshot(outcomeFile(outcome))
}

async function removal(scene: Scene, kind: FaultKind, types: readonly string[]): Promise<ChainOutcome> {
  const along = await typesThatGoAlong(scene)
  const asked = types.filter((type) => !along.includes(type))
  const chain = { attack: { kind, verb: 'delete' }, words: scene.destroy, types: asked } as const
  const { codes, became } = await chainOfAttempts(scene, chain)
  return {
    codes,
    became: inOrder([...Object.entries(became), ...along.map((type) => [type, 'along'] as const)]),
  }
}

/** All of it is there, once, is known, and stays as it is. */
export async function expectWhole(scene: Scene, types: readonly string[]): Promise<void> {
  const state = (await stateOf(scene)) ?? []
  expect(sorted(state.map(({ type }) => type))).toEqual(types)
  expect(differences(objectsIn(scene), state)).toEqual([])
  const { changes } = succeeded(await zen(scene.here, scene.deploy))
  expect(changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 })
}

export async function expectGone(scene: Scene): Promise<void> {
  expectNothingBilled(scene)
  expect(await stateOf(scene)).toBeUndefined()
  expect(succeeded(await zen(scene.here, ['list', '--json'])).deployments).toEqual([])
}
