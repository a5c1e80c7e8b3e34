/** What people get wrong in every cloud of the registry, by the whole zen: cause, fix, and nothing left behind. */
import { describe, expect, test } from 'vitest'
import { providers } from '../../../stacks/index.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import type { CloudFixture } from '../../cloud/fixture.ts'
import { cloudFixtures, cloudMistakes } from '../../cloud/fixtures.ts'
import type { Mistake, Mistakes } from '../../cloud/mistake.ts'
import { resultOf, succeeded, zen } from '../zen-command.ts'
import { cloudComputer, deployWords, destroyWords } from './cloud-computer.ts'

/** Nothing of it is the cloud's. */
const everywhere: Readonly<Record<string, Mistake>> = {
  'a password for a database that the cloud manages': {
    ...{ env: { ZEN_DATABASE_PASSWORD: 'mine' }, exit: 2 },
    ...{ cause: ['--database-password', 'made by zen itself'], fix: ['the URL of a database in --database'] },
  },
}

const [clouds, fixtures] = await Promise.all([cloudMistakes(), cloudFixtures()])

/** In an account of its own. @returns what zen says, as text */
async function mistaken(cloudName: Mistakes, mistake: Mistake, fixture: CloudFixture) {
  const cloud = await simulatedCloud({ ...fixture.settings, ...mistake.settings })
  const account = cloud.account(cloudName.account, cloudName.definition)
  mistake.there?.(account)
  if (mistake.fault) cloud.fail(mistake.fault)
  const before = account.objects().map(({ id }) => id)
  const env = { ...fixture.administrator, ...mistake.env }
  const here = await cloudComputer(cloud, { packages: fixture.packages, env })
  const words = deployWords(fixture.provider, 'team', ...flagsOf(fixture, mistake))
  const run = await zen(here, words)
  // What is half made belongs to somebody who can take it away.
  if (mistake.exit === 1) succeeded(await zen(here, destroyWords('team')))
  expect(account.objects().map(({ id }) => id)).toEqual(before)
  expect(succeeded(await zen(here, ['list', '--json']))).toMatchObject({ deployments: [] })
  return { exit: run.exit, ...resultOf(run) }
}

/** What the mistake says takes the place of what every deployment says. */
function flagsOf({ flags: usual }: CloudFixture, { flags = [] }: Mistake): readonly string[] {
  const kept = usual.filter((_, at) => !flags.includes(usual[at - (at % 2)] ?? ''))
  return [...kept, ...flags]
}

test('every cloud of the registry has a table of mistakes', () => {
  const ids = providers.filter(({ program }) => program?.inquiries).map(({ id }) => id)

  expect(clouds.map(({ provider }) => provider).toSorted()).toEqual(ids.toSorted())
})

describe.each(clouds)('$provider', (cloud) => {
  const fixture = fixtures.find(({ provider }) => provider === cloud.provider)
  const cases = Object.entries({ ...everywhere, ...cloud.usual, ...cloud.more })

  test.each(cases)('%s', async (_what, mistake) => {
    if (!fixture) throw new Error(`${cloud.provider} has no fixture.`)
    const { exit, ok, error } = await mistaken(cloud, mistake, fixture)

    expect({ exit, ok }).toEqual({ exit: mistake.exit ?? 4, ok: false })
    const said = JSON.stringify(error)
    for (const word of mistake.cause) expect(said).toContain(word)
    for (const word of mistake.fix) expect(said).toContain(word)
  })
})
