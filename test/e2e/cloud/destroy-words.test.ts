/** What a CI job and a person read of a destroy in a cloud, by the built `zen`. */
import { expect, test } from 'vitest'
import { fixture } from '../../cloud/aws/fixture.ts'
import * as kinds from '../../cloud/aws/kinds.ts'
import { problemsOfResult } from '../../repo/result-schema.ts'
import { resultOf, succeeded, zen } from '../zen-command.ts'
import { deployed, expectNothingBilled, scene } from './conformance.ts'

test('something is left, then a last snapshot alone, then nothing', async () => {
  const it = await scene(fixture)
  const { cloud, here } = it
  await deployed(it, 'team')
  const made = { tags: { 'zen:deployment': 'team' }, availabilityZone: 'eu-west-1a', size: 8 }
  const volume = cloud.account().make('eu-west-1', kinds.volume, made)
  cloud.fail({ type: kinds.volume, verb: 'delete', effect: 'fail', code: 'VolumeInUse', text: 'In use.' })

  const first = await zen(here, ['destroy', 'team', '--yes', '--json'])

  const { left, data, ...rest } = resultOf(first)
  expect([first.exit, rest.ok]).toEqual([6, false])
  expect(problemsOfResult(resultOf(first), 'destroy')).toEqual([])
  expect(left).toEqual([expect.stringMatching(new RegExp(`${volume.id}.*In use`))])
  expect(data).toEqual({ action: 'snapshot', location: expect.stringMatching(/^zen-team-final-/) })

  cloud.fail()
  const second = await zen(here, ['destroy', 'team', '--yes'])
  expect([second.exit, second.stdout]).toEqual([
    0,
    [
      '"team" is gone.',
      `  Data    kept in a last snapshot: ${data.location}`,
      `          go on with it: zen deploy --provider aws --name team --database-snapshot ${data.location}`,
      '          delete it too: zen destroy team --delete-data',
      '',
    ].join('\n'),
  ])
  expect(succeeded(await zen(here, ['list', '--json'])).deployments).toEqual([])

  const third = await zen(here, ['destroy', 'team', '--delete-data', '--yes', '--json'])
  expect(succeeded(third)).toMatchObject({ left: [], data: { action: 'deleted' } })
  expectNothingBilled(it)
  expect(cloud.account().objects(kinds.snapshot)).toEqual([])
  const fourth = await zen(here, ['destroy', 'team', '--yes', '--json'])
  expect(resultOf(fourth)).toMatchObject({ error: { code: 'DEPLOYMENT_NOT_FOUND' } })
})
