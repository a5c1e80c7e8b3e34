/** A person at a real pseudo-terminal deploys to every cloud of the registry. */
import { expect, test } from 'vitest'
import { providers } from '../../../stacks/index.ts'
import { cloudFixtures } from '../../cloud/fixtures.ts'
import { keys } from '../../terminal/pseudo-terminal.ts'
import { zenAtTerminal } from '../zen-command.ts'
import { scene, shown } from './conformance.ts'

const columns = [80, 40]
const fixtures = await cloudFixtures()
const all = fixtures.map((fixture, at) => ({ fixture, provider: fixture.provider, columns: columns[at % 2] }))

test.each(all)('$provider, at $columns columns', async ({ fixture, columns: width }) => {
  const { here } = await scene(fixture)
  const { provider, dialogue } = fixture
  const place = providers.findIndex(({ id }) => id === provider)

  const zen = zenAtTerminal(here, ['deploy'], width)
  await zen.sees('Where should the server run?')
  zen.type(keys.down.repeat(place) + keys.enter)
  await zen.sees('Name of the deployment')
  zen.type(`team${keys.enter}`)
  for (const [seen, typed] of dialogue) {
    await zen.sees(seen)
    zen.type(typed)
  }
  await zen.sees(`zen deploy --provider ${provider}`)
  await zen.sees('Deploy "team"')
  zen.type(`y${keys.enter}`)

  expect(await zen.ends()).toBe(0)
  expect(zen.text()).toContain('"team" is running')
  expect((await shown(here, 'team')).server).toMatchObject({ healthy: true })
})
