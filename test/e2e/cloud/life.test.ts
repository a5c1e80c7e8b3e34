/** A whole deployment on the simulated AWS by the real engine: network, cluster, database, load balancer. */
import { expect, test } from 'vitest'
import * as kinds from '../../cloud/aws/kinds.ts'
import { simulatedCloud } from '../../cloud/cloud.ts'
import { engineFor } from './engine.ts'
import { samplePassword } from './sample/database.ts'
import { type SampleOptions, sampleProgram } from './sample/program.ts'

const options: SampleOptions = { name: 'zen-a', region: 'eu-west-1', server: true }
/** Resources of the sample, with the stack and its provider. */
const all = 54

test('a deployment is previewed, made, left alone, changed, replaced in part and taken away', async () => {
  const cloud = await simulatedCloud()
  const account = cloud.account()
  const stack = await (await engineFor(cloud, {}, ['aws', 'kubernetes'])).stack(
    'zen-a',
    sampleProgram(options),
  )

  const previewed = await stack.preview()
  expect(previewed).toMatchObject({ failed: false, changes: { create: all } })
  expect(account.objects()).toEqual([])

  const made = await stack.up()
  expect(made).toMatchObject({ failed: false, changes: { create: all }, words: [] })
  expect(made.outputs).toMatchObject({
    endpoint: { value: expect.stringMatching(/^https:\/\/\w+\.gr7\.eu-west-1\.eks\.amazonaws\.com$/) },
    database: { value: expect.stringMatching(/^zen-a\.\w+\.eu-west-1\.rds\.amazonaws\.com:3306$/) },
    password: { secret: true },
  })
  expect(account.orphans({ key: 'zen:deployment', value: 'zen-a' }).length).toBeGreaterThan(25)
  const state = JSON.stringify(await stack.state())
  expect(state).not.toContain(samplePassword)
  expect(state).not.toContain('k8s-aws-v1.')

  const again = await stack.up()
  // A new login to the cluster each time, and nothing else.
  expect(again).toMatchObject({ failed: false, changes: { same: all - 1, update: 1 }, words: [] })

  // The size of the database changes in place, the size of a node makes a new group of nodes.
  stack.become(sampleProgram({ ...options, instanceClass: 'db.t4g.medium', nodeType: 'm7i.large' }))
  const changed = await stack.up()
  expect(changed).toMatchObject({ failed: false, changes: { update: 2, replace: 3 } })
  expect(account.objects(kinds.databaseInstance)[0]?.outputs['instanceClass']).toBe('db.t4g.medium')
  expect(account.objects(kinds.nodeGroup)).toHaveLength(1)

  const protectedStill = await stack.destroy()
  expect(protectedStill.failed).toBe(true)
  // Whichever of the two comes first ends it.
  expect(protectedStill.words.join('\n')).toMatch(/Cannot delete protected DB Instance|deletion protection/)

  stack.become(
    sampleProgram({ ...options, instanceClass: 'db.t4g.medium', nodeType: 'm7i.large', protected: false }),
  )
  expect(await stack.up()).toMatchObject({ failed: false })
  expect(await stack.destroy()).toMatchObject({ failed: false })
  expect(account.orphans().map(({ type, id }) => [type, id])).toEqual([[kinds.snapshot, 'zen-a-last']])
})
