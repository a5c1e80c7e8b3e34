/** A sample of the fault matrix: each attempt is hit in another way, at every type that is left, and not until all were. */
import { expect, test } from 'vitest'
import { cloudFixtures } from '../../cloud/fixtures.ts'
import { type FaultKindId, faultKinds, type Verb } from '../../faults/fault-kind.ts'
import { readOutcomes } from '../../faults/outcome-files.ts'
import { attempt } from '../faults/attempt.ts'
import { provenBadEnd } from '../faults/chain-of-attempts.ts'
import { expectGone, expectWhole } from '../faults/matrix.ts'
import { faultScene, type Scene, sorted, typesOf } from '../faults/scene.ts'
import { succeeded, zen } from '../zen-command.ts'

const whileMade = ['lost', 'killed', 'interrupted', 'engine-killed', 'unfinished'] as const
const whileRemoved = ['refused', 'killed'] as const

test.each(await cloudFixtures())('$provider: hit in the middle, again and again', async (fixture) => {
  const scene = await faultScene(fixture)
  const types = await typesOf(scene)
  expectRows(fixture.provider, types)

  await hitAgainAndAgain(scene, 'create', whileMade, types)
  succeeded(await zen(scene.here, scene.deploy))
  await expectWhole(scene, types)

  await hitAgainAndAgain(scene, 'delete', whileRemoved, types)
  succeeded(await zen(scene.here, scene.destroy))
  await expectGone(scene)
})

async function hitAgainAndAgain(
  scene: Scene,
  verb: Verb,
  kinds: readonly FaultKindId[],
  types: readonly string[],
): Promise<void> {
  const words = verb === 'create' ? scene.deploy : scene.destroy
  let left = types
  for (const id of kinds) {
    const attack = { kind: faultKinds[id], verb }
    const ended = await attempt(scene, { attack, words, types: left })
    expect(ended.hit, ended.stderr).not.toEqual([])
    await provenBadEnd(scene, attack, ended)
    left = left.filter((type) => !ended.hit.includes(type))
  }
}

/** A type that the program has since the matrix was last run has no row in its tables: README.md, docs/faults.md. */
function expectRows(provider: string, types: readonly string[]): void {
  const rows = readOutcomes(provider).flatMap(({ create }) => (create ? [create] : []))
  const lacking = rows.filter(({ became }) => sorted(Object.keys(became)).join() !== types.join())
  expect(lacking, 'run: npm run test:faults -- --update').toEqual([])
}
