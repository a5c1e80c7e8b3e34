import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sampleState } from '../../engine/pulumi/sample-state.ts'
import { computer, resultOf, zen } from '../zen-command.ts'

const MANY = 1_000
/** What the rest of twelve resources takes in a real state: a release with its values, a service, keys. */
const rest = 'x'.repeat(20_000)

/** Milliseconds of the whole process. */
async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

test('zen list and zen show read a thousand deployments in less than 0.3 seconds, and start no engine', async () => {
  const here = await computer([], { ZEN_PULUMI: '/nowhere' })
  const stacks = join(here.home, '.local/share/zen/state/.pulumi/stacks/zenml')
  await mkdir(stacks, { recursive: true })
  for (let at = 0; at < MANY; at += 1) {
    const name = `server-${at}`
    await writeFile(join(stacks, `${name}.json`), sampleState({ name, note: rest }))
  }

  const { deployments } = resultOf(await zen(here, ['list', '--json']))
  const { deployment } = resultOf(await zen(here, ['show', 'server-77', '--json']))

  expect(deployments).toHaveLength(MANY)
  expect(deployments[0]).toMatchObject({
    name: 'server-0',
    status: 'running',
    url: 'https://oak.example.com',
  })
  expect(deployment).toMatchObject({ provider: 'kubernetes', status: 'running' })
  // Other tests run meanwhile: the best of some times is what it takes.
  const times: number[] = []
  for (let turn = 0; turn < 8; turn += 1) times.push(await timeOf(() => zen(here, ['list'])))
  expect(Math.min(...times)).toBeLessThan(300)
})
