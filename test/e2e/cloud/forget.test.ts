/** An account that is closed for good refuses everything: what zen knows of it can be given up, by the built zen. */
import { expect, test } from 'vitest'
import { cloudFixtures } from '../../cloud/fixtures.ts'
import { problemsOfResult } from '../../repo/result-schema.ts'
import { clientFiles } from '../newcomer.ts'
import { resultOf, succeeded, zen, zenAtTerminal } from '../zen-command.ts'
import { destroyWords } from './cloud-computer.ts'
import { deployed, scene } from './conformance.ts'

const closed = { type: '*', effect: 'fail', code: 'AccountClosed', text: 'This account is closed.' } as const

test.each(await cloudFixtures())(
  '$provider: a closed account is forgotten by name, and what may still cost money is listed',
  async (fixture) => {
    const it = await scene(fixture)
    const { cloud, here } = it
    const filesBefore = await clientFiles(here)
    await deployed(it, 'team')
    const billed = fixture.billed(cloud)
    cloud.fail(closed)

    const forced = await zen(here, destroyWords('team', '--force'))
    expect([forced.exit, resultOf(forced).destroyed]).toEqual([6, ['team']])
    expect(succeeded(await zen(here, ['list', '--json'])).deployments).toMatchObject([{ name: 'team' }])
    const silent = await zen(here, ['destroy', 'team', '--forget', '--json'])
    expect(silent.exit).toBe(2)
    const calls = cloud.journal().length

    const lost = { PULUMI_CONFIG_PASSPHRASE: 'nobody knows it any more' }
    const forgotten = await zen(here, ['destroy', 'team', '--forget', '--yes', '--json'], lost)

    const result = resultOf(forgotten)
    expect([forgotten.exit, problemsOfResult(result, 'destroy')]).toEqual([6, []])
    expect(result).toMatchObject({ ok: false, destroyed: [], forgotten: ['team'] })
    expect(result.left).toContainEqual(expect.stringMatching(/cluster.*zen-team/i))
    expect(result.left.at(-1)).toBe('whatever else there is: the cloud was not asked')
    expect(cloud.journal()).toHaveLength(calls)
    expect(fixture.billed(cloud)).toEqual(billed)
    expect(await clientFiles(here)).toEqual(filesBefore)
    expect(succeeded(await zen(here, ['list', '--json']))).toMatchObject({ deployments: [] })
    const again = await zen(here, ['destroy', 'team', '--forget', '--yes', '--json'])
    expect([again.exit, resultOf(again).error.code]).toEqual([1, 'DEPLOYMENT_NOT_FOUND'])
  },
)

test('a person is told what it means, and types the name', async () => {
  const [fixture] = await cloudFixtures()
  if (!fixture) throw new Error('There is no cloud.')
  const it = await scene(fixture)
  const filesBefore = await clientFiles(it.here)
  await deployed(it, 'team')

  const forgetting = zenAtTerminal(it.here, ['destroy', '--forget'])
  await forgetting.sees('Nothing is taken away on')
  await forgetting.sees('type its name: team')
  forgetting.type('team\r')

  expect(await forgetting.ends()).toBe(6)
  expect(forgetting.text()).toContain('"team" is forgotten. Nothing was taken away')
  expect(await clientFiles(it.here)).toEqual(filesBefore)
})
