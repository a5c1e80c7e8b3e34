/** The other clouds, of which only their own APIs are simulated: a real login over HTTPS, and nothing left. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixture as azure } from '../../cloud/azure-native/fixture.ts'
import { managedDatabases as flexibleServers } from '../../cloud/azure-native/managed-databases.ts'
import { fixture as gcp } from '../../cloud/gcp/fixture.ts'
import { managedDatabases as cloudSql } from '../../cloud/gcp/managed-databases.ts'
import type { TestCluster } from '../../cluster/cluster.ts'
import { inventoryOf } from '../../cluster/inventory.ts'
import { keys } from '../../terminal/pseudo-terminal.ts'
import { clientFiles, expectConnected } from '../newcomer.ts'
import { runOn, succeeded, zen } from '../zen-command.ts'
import { cloudOnNode, startCloudNode } from './cloud-on-node.ts'

let node: TestCluster

beforeAll(async () => {
  node = await startCloudNode()
})

afterAll(() => node?.stop())

test.each([
  { fixture: gcp, databases: cloudSql },
  { fixture: azure, databases: flexibleServers },
])(
  '$fixture.provider: a person at a terminal is logged in, changes nothing by deploying again, and leaves nothing',
  async ({ fixture, databases }) => {
    const { cloud, here, deploy, deployAtTerminal } = await cloudOnNode(node, fixture, databases)
    await runOn(here, 'zenml', ['stack', 'list'])
    const [before, filesBefore] = [await inventoryOf(node), await clientFiles(here)]

    const person = deployAtTerminal('team')
    for (const [seen, typed] of fixture.dialogue) {
      await person.sees(seen)
      person.type(typed)
    }
    await person.sees('Deploy "team"')
    person.type(`y${keys.enter}`)

    expect(await person.ends(), person.text()).toBe(0)
    const { server, changes } = succeeded(await deploy('team'))
    expect(changes).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 })
    expect(server).toMatchObject({ url: expect.stringMatching(/^https:/), version: '0.98.0' })
    await expectConnected(here, server.url)

    const words = ['destroy', 'team', '--delete-data', '--yes', '--json']
    expect(succeeded(await zen(here, words))).toMatchObject({ destroyed: ['team'], left: [] })
    expect(fixture.billed(cloud)).toEqual([])
    await expect.poll(() => inventoryOf(node), { timeout: 20_000, interval: 500 }).toEqual(before)
    expect(await clientFiles(here)).toEqual(filesBefore)
  },
)
