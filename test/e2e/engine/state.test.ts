import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cupboardZen, quiet } from '../../engine/pulumi/cupboard-zen.ts'
import { processesOf, startZenProcess } from '../../engine/pulumi/start-zen-process.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const passphrase = { PULUMI_CONFIG_PASSPHRASE: 'correct horse' }

/** A lock as an engine would leave it. */
async function lock(folder: string, owner: { pid: number; host: string }): Promise<string> {
  const directory = join(folder, '.pulumi/locks/organization/zenml/oak')
  await mkdir(directory, { recursive: true })
  const timestamp = new Date(Date.now() - 3 * 60_000).toISOString()
  const content = { pid: owner.pid, username: 'ada', hostname: owner.host, timestamp }
  await writeFile(join(directory, '1b671a64.json'), JSON.stringify(content))
  return directory
}

test('a lock on another computer is respected until somebody takes it away', async () => {
  const folder = await temporaryDirectory()
  const { engine, listener, target } = await cupboardZen({ backend: `file://${folder}` })
  await lock(folder, { pid: 4711, host: 'babbage' })

  await expect(engine.up(target(), listener, quiet())).rejects.toMatchObject({
    code: 'DEPLOYMENT_LOCKED',
    exit: 5,
    message: expect.stringMatching(/ada on babbage, process 4711, since .* \(3 minutes ago\)/),
  })

  await engine.cancel('oak')
  await engine.up(target(), listener, quiet())
  expect(await engine.read('oak')).toMatchObject({ status: 'running' })
})

test('the lock of an engine that died here is taken away, though its number lives on in another process', async () => {
  const folder = await temporaryDirectory()
  const { engine, listener, events, target } = await cupboardZen({ backend: `file://${folder}` })
  const directory = await lock(folder, { pid: process.pid, host: hostname() })

  await engine.up(target(), listener, quiet())

  expect(await readdir(directory)).toEqual([])
  expect(events).toContainEqual({
    kind: 'detail',
    text: expect.stringMatching(
      /^Removed the lock of ada, process \d+, since .*: the engine that held it is dead\.$/,
    ),
  })
})

test('two zens never work on the same deployment, whether they share a data directory or only a backend', async () => {
  const backend = `file://${await temporaryDirectory()}`
  const ada = await cupboardZen({ backend, env: passphrase })
  const beside = await cupboardZen({
    backend,
    env: passphrase,
    with: ada,
    dataDirectory: ada.facts.dataDirectory,
  })
  const grace = await cupboardZen({ backend, env: passphrase, with: ada })
  await ada.cupboard.fault('second', 'hold')
  const running = startZenProcess(ada, 'up', ada.target())
  await ada.cupboard.waiting('second')

  for (const zen of [beside, grace])
    await expect(zen.engine.up(zen.target(), zen.listener, quiet())).rejects.toMatchObject({
      ...{ code: 'DEPLOYMENT_LOCKED', exit: 5 },
    })

  await ada.cupboard.mend('second')
  expect(await running.ended).toMatchObject({ end: 'done' })
})

test('whoever takes the lock of a zen that is alive stops it first, as Ctrl-C would', async () => {
  const ada = await cupboardZen()
  await ada.cupboard.fault('first', 'hold')
  const running = startZenProcess(ada, 'up', ada.target())
  await ada.cupboard.waiting('first')

  const cancelled = ada.engine.cancel('oak')
  await ada.cupboard.mend('first')
  await cancelled

  expect(await processesOf(ada)).toEqual([])
  expect((await running.ended).end).not.toBe('done')
  await ada.engine.up(ada.target(), ada.listener, quiet())
  expect(await ada.cupboard.drawers()).toEqual(['door', 'first', 'second'])
})

test('a colleague with the same passphrase reads, changes and destroys what somebody else deployed', async () => {
  const backend = `file://${await temporaryDirectory()}`
  const ada = await cupboardZen({ backend, env: passphrase })
  const { outputs } = await ada.engine.up(ada.target({}, { password: 'open-sesame' }), ada.listener, quiet())

  const grace = await cupboardZen({ backend, env: passphrase, with: ada })

  expect(await grace.engine.list()).toMatchObject([{ name: 'oak', status: 'running', outputs }])
  const preview = await grace.engine.preview(grace.target(), quiet())
  expect(preview.resources.map(({ action }) => action)).toEqual(['same', 'same', 'same'])
  await grace.engine.up(grace.target({ content: 'hats' }), grace.listener, quiet())
  expect(await ada.engine.read('oak')).toMatchObject({ outputs, spec: { options: { content: 'hats' } } })
  await grace.engine.destroy('oak', { data: 'delete' }, grace.listener, quiet())
  expect(await ada.engine.list()).toEqual([])
})

test('without the passphrase everything but secrets can be read, and nothing changed', async () => {
  const backend = `file://${await temporaryDirectory()}`
  const ada = await cupboardZen({ backend, env: passphrase })
  await ada.engine.up(ada.target(), ada.listener, quiet())
  const without = await cupboardZen({ backend, with: ada })
  const wrong = await cupboardZen({ backend, env: { PULUMI_CONFIG_PASSPHRASE: 'wrong' }, with: ada })

  for (const [zen, code] of [
    [without, 'PASSPHRASE_MISSING'],
    [wrong, 'PASSPHRASE_WRONG'],
  ] as const) {
    const deployment = await zen.engine.read('oak')
    expect(deployment?.outputs?.url).toBe(ada.server.url)
    expect(() => deployment?.outputs?.password).toThrow(expect.objectContaining({ code }))
    await expect(zen.engine.up(zen.target(), zen.listener, quiet())).rejects.toMatchObject({ code })
    await expect(zen.engine.destroy('oak', { data: 'delete' }, zen.listener, quiet())).rejects.toMatchObject({
      code,
    })
  }
  expect(await ada.cupboard.drawers()).toEqual(['door', 'first', 'second'])
})

test('two backends have deployments of the same name that know nothing of each other', async () => {
  const home = await cupboardZen()
  const team = await cupboardZen({
    ...{ backend: `file://${await temporaryDirectory()}`, dataDirectory: home.facts.dataDirectory },
  })

  await home.engine.up(home.target({ content: 'socks' }), home.listener, quiet())
  await team.engine.up(team.target({ content: 'hats' }), team.listener, quiet())

  expect(await home.engine.read('oak')).toMatchObject({ spec: { options: { content: 'socks' } } })
  expect(await team.engine.read('oak')).toMatchObject({ spec: { options: { content: 'hats' } } })
  await team.engine.destroy('oak', { data: 'delete' }, team.listener, quiet())
  expect(await home.cupboard.drawers()).toEqual(['door', 'first', 'second'])
})

test('kept data is no deployment, keeps its password, and a deploy goes on with it', async () => {
  const { engine, listener, target, cupboard } = await cupboardZen()
  const { outputs } = await engine.up(target(), listener, quiet())

  const { data } = await engine.destroy('oak', { data: 'keep' }, listener, quiet())

  expect(data).toEqual({ action: 'kept', location: 'the drawers' })
  expect(await cupboard.drawers()).toEqual(['first', 'second'])
  expect([await engine.read('oak'), await engine.list()]).toEqual([undefined, []])
  const again = await engine.up(target(), listener, quiet())
  expect(again.outputs).toEqual(outputs)
})
