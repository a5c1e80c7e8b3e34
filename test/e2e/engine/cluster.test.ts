/** What is asked of a cluster around the engine's work, and who is believed. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { madeUpCluster, trouble } from '../../engine/pulumi/made-up-cluster.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

async function wardrobeZen() {
  const cluster = madeUpCluster()
  const kubeconfig = join(await temporaryDirectory(), 'kubeconfig')
  const server = { server: 'https://192.0.2.1:6443' }
  const content = {
    'current-context': 'attic',
    contexts: [{ name: 'attic', context: { cluster: 'attic', user: 'me' } }],
    clusters: [{ name: 'attic', cluster: server }],
    users: [{ name: 'me', user: {} }],
  }
  await writeFile(kubeconfig, JSON.stringify(content))
  const zen = await cupboardZen({ cluster: cluster.parts, env: { KUBECONFIG: kubeconfig } })
  return { zen, cluster }
}

test('a release is mended before, watched meanwhile, and removed before what keeps the data', async () => {
  const { zen, cluster } = await wardrobeZen()
  const { engine, listener, target, events } = zen
  cluster.answers.mended = 'A release was in the way.'

  await engine.up(target(), listener, quiet())

  expect(cluster.asked).toEqual(['mend what is not known', 'watch', 'stop watching'])
  expect(events).toContainEqual({ kind: 'detail', text: 'A release was in the way.' })
  const where = 'context "attic" (https://192.0.2.1:6443), namespace zen-oak'
  expect(await engine.preview(target(), quiet())).toMatchObject({ where })
  expect(await engine.inspect?.('oak', quiet())).toMatchObject({
    where,
    replicas: { ready: 1 },
    troubles: [],
  })
  expect(await engine.planDestroy('oak')).toMatchObject({ where })

  cluster.asked.length = 0
  cluster.answers.remains = ['Pod zen-oak-1']
  const { left } = await engine.destroy('oak', { data: 'delete' }, listener, quiet())
  expect(left).toEqual(['Pod zen-oak-1'])
  expect(cluster.asked).toEqual(['mend what is not known', 'remove remains, delete data'])
})

test('when it is certain that a release will not come up, nobody waits any longer', async () => {
  const { zen, cluster } = await wardrobeZen()
  const { engine, cupboard, listener, target } = zen
  await cupboard.fault('second', 'hold')
  const up = engine.up(target(), listener, quiet())
  up.catch(() => undefined)
  await cupboard.waiting('second')

  cluster.giveUp(trouble('The image is nowhere.'))
  await cupboard.mend('second')

  await expect(up).rejects.toMatchObject({ code: 'POD_TROUBLE', message: 'The image is nowhere.' })
  expect(await cupboard.drawers()).not.toContain('door')
})

test('what the cluster knows of a failure is said, with the engine’s words below', async () => {
  const { zen, cluster } = await wardrobeZen()
  const { engine, cupboard, listener, target } = zen
  await cupboard.fault('second', 'refuse', 'timed out waiting for the condition')
  cluster.answers.diagnosis = trouble('A pod has no room.')

  await expect(engine.up(target(), listener, quiet())).rejects.toMatchObject({
    message: 'A pod has no room.',
    foreign: expect.stringContaining('timed out waiting for the condition'),
  })
})

test('a server that nothing leads to is finished through a forwarded port', async () => {
  const { zen, cluster } = await wardrobeZen()
  const { engine, listener, target, server } = zen
  cluster.answers.forwardedUrl = server.url
  const unexposed = target({ unexposed: true, url: 'http://127.0.0.1:8237' })

  const { outputs } = await engine.up(unexposed, listener, quiet())

  expect(outputs).toMatchObject({ url: 'http://127.0.0.1:8237', unexposed: true })
  expect(server.password()).toBe(outputs.password)
  expect(cluster.asked.slice(-2)).toEqual(['forward 0', 'close the way'])
  await engine.forward?.('oak', quiet())
  expect(cluster.asked.at(-1)).toBe('forward 8237')
})

test('a new password is told to the server, also by the run after one that was interrupted before that', async () => {
  const { engine, listener, target, server } = await cupboardZen()
  const { outputs } = await engine.up(target(), listener, quiet())
  server.pause()
  const controller = new AbortController()
  const silent = (event: { text: string }) => {
    if (event.text.startsWith('Waiting for the server')) controller.abort()
  }

  const wanted = target({}, { password: 'a-new-one' })
  await expect(engine.up(wanted, silent, controller.signal)).rejects.toMatchObject({ code: 'INTERRUPTED' })
  server.resume()
  expect(server.password()).toBe(outputs.password)
  const again = await engine.up(target(), listener, quiet())

  expect(again.outputs.password).toBe('a-new-one')
  expect(server.password()).toBe('a-new-one')
})

test('a spec is settled by what the cluster says, and what is wrong with it is said before anything is checked', async () => {
  const { zen } = await wardrobeZen()
  const { engine, target } = zen

  const settled = await engine.settle?.(target())

  expect(settled?.spec.options).toMatchObject({ context: 'attic', 'cluster-id': 'attic' })
  await expect(engine.settle?.(target({ wrong: true }))).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('This is wrong'),
  })
})

test('a cluster that took the place of another is left alone, and what was in the old one can be forgotten', async () => {
  const { zen, cluster } = await wardrobeZen()
  const { engine, listener, target, cupboard } = zen
  const settled = await engine.settle?.(target())
  if (!settled) throw new Error('It has nothing to settle')
  await engine.up(settled, listener, quiet())
  cluster.answers.id = 'cellar'

  const plan = await engine.planDestroy('oak')
  const another = { code: 'CLUSTER_IS_ANOTHER' }
  await expect(engine.destroy('oak', { data: 'delete' }, listener, quiet())).rejects.toMatchObject(another)
  await expect(engine.stop('oak', listener, quiet())).rejects.toMatchObject(another)
  expect(plan?.unreachable).toMatch(/^"oak" is not in the cluster that context "attic" .* leads to now\.$/)

  await engine.destroy('oak', { data: 'keep', placeGone: true }, listener, quiet())
  expect(await cupboard.drawers()).toEqual(['door', 'first', 'second'])
  expect([await engine.list(), await engine.planDestroy('oak')]).toEqual([[], undefined])
})

test('a cluster that does not answer is said to before anybody decides to forget it', async () => {
  const { zen, cluster } = await wardrobeZen()
  const { engine, listener, target } = zen
  await engine.up(target(), listener, quiet())
  cluster.answers.isThere = false

  expect(await engine.planDestroy('oak')).toMatchObject({
    unreachable: 'The cluster of context "attic" (https://192.0.2.1:6443) does not answer.',
  })
})
