/** What was made without the state knowing of it: the next plain deploy takes it over, and makes no second one. */
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { administrator, environmentOf } from '../../cloud/aws/administrator.ts'
import * as kinds from '../../cloud/aws/kinds.ts'
import { type SimulatedCloud, simulatedCloud } from '../../cloud/cloud.ts'
import { processesOf } from '../cluster/process-tree.ts'
import { resultOf, startZen, zen } from '../zen-command.ts'
import { cloudComputer, deployWords } from './cloud-computer.ts'

const words = deployWords('aws', 'team', '--region', 'eu-west-1')

const computerAt = (cloud: SimulatedCloud) =>
  cloudComputer(cloud, { packages: ['aws'], env: environmentOf(administrator) })

/** What the program made, each as often as it is there. */
function made(cloud: SimulatedCloud): readonly string[] {
  const all = cloud.account().orphans()
  return all
    .flatMap(({ type, name, madeBy }) => (madeBy === 'pulumi' && name ? [`${type} ${name}`] : []))
    .sort()
}

const lost = (type: string) => ({ type, verb: 'create', nth: 1, effect: 'lost' }) as const

test('what was made although the engine was told an error is taken over', { timeout: 540_000 }, async () => {
  const cloud = await simulatedCloud()
  const here = await computerAt(cloud)
  // Each is lost with all that is made beside it.
  for (const types of [[kinds.vpc, kinds.role], [kinds.subnet, kinds.cluster], [kinds.databaseInstance]]) {
    cloud.fail(...types.map(lost))
    expect(await zen(here, words)).toMatchObject({ exit: 1 })
  }

  cloud.fail()
  const last = await zen(here, words)

  expect(last.exit, last.stdout).toBe(0)
  expect(made(cloud)).toEqual([...new Set(made(cloud))])
  expect(cloud.account().objects(kinds.vpc)).toHaveLength(1)
  expect(resultOf(await zen(here, words)).changes).toMatchObject({
    create: 0,
    update: 0,
    replace: 0,
    delete: 0,
  })
})

test('what was being made when all of zen was killed is taken over', async () => {
  const cloud = await simulatedCloud()
  const here = await computerAt(cloud)
  // The state knows the id of none of these two.
  cloud.fail({ type: kinds.vpc, verb: 'create', effect: 'hang-after' })
  const running = startZen(here, words)
  while (cloud.account().objects(kinds.vpc).length === 0) await delay(50)
  for (const { pid } of await processesOf(here.home)) process.kill(pid, 'SIGKILL')
  await running.ended

  cloud.fail()
  const again = await zen(here, words)

  expect(again.exit, again.stdout).toBe(0)
  expect(again.stderr).toContain('An earlier run was killed while it worked on')
  expect(cloud.account().objects(kinds.vpc)).toHaveLength(1)
  expect(made(cloud)).toEqual([...new Set(made(cloud))])
})

test('a release that was installed although the engine was told an error is taken up again', async () => {
  const cloud = await simulatedCloud()
  const here = await computerAt(cloud)
  cloud.fail(lost('kubernetes:helm.sh/v3:Release'))
  expect(await zen(here, words)).toMatchObject({ exit: 1 })

  cloud.fail()
  const again = await zen(here, words)

  expect(again.exit, again.stdout).toBe(0)
  expect(again.stderr).toContain(
    'The install of zen-team that an earlier run did not finish is taken up again.',
  )
})
