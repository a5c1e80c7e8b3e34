import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import Disconnect from '../../src/commands/disconnect.ts'
import Up from '../../src/commands/up.ts'
import { runCommand } from '../commands/run-command.ts'
import { testContext } from '../fakes/test-context.ts'

const local = ['--provider', 'local']
const owner = { user: 'ada', host: 'desk', pid: 7, since: '2026-01-01T00:00:00.000Z' }

describe('zen deploy', () => {
  it('deploys and connects without questions', async () => {
    const context = await testContext()

    const run = await runCommand(context, Deploy, [...local, '--yes'])

    const { url } = context.servers.local
    expect(run).toMatchObject({ exit: 0, error: undefined })
    expect(run.json).toMatchObject({
      ok: true,
      command: 'deploy',
      deployment: { name: 'local', provider: 'local', status: 'running' },
      server: { url, version: '0.98.0', username: 'default', database: { type: 'sqlite' } },
      client: { connected: true },
      changes: { create: 2, update: 0, replace: 0, delete: 0, same: 0 },
    })
    expect(run.text).toContain(url)
    expect(await context.clientFile('config.yaml')).toContain(url)
    const [key] = context.servers.local.keys()
    expect(await context.clientFile('credentials.yaml')).toContain(key?.value)
  })

  it('asks before it changes anything, and shows what, how long and how dear', async () => {
    const context = await testContext({ canAsk: true, answers: ['docker', true] })
    const asked: string[] = []
    context.terminal.whenAsked = async ({ message }) => {
      asked.push(message)
      expect(context.docker.journal).toEqual([])
      expect(await context.files()).toEqual({})
    }

    const run = await runCommand(context, Deploy, [])

    expect(run.exit).toBe(0)
    expect(asked).toEqual(['Where should the server run?', 'Deploy "docker" on this fake computer?'])
    expect(run.words).toContain('info:   + Server docker')
    expect(run.words).toContain('info: Takes about 2 min and costs nothing.')
    expect(run.words).toContain('info: The same without questions: zen deploy --provider docker --yes')
    expect(context.docker.journal).toEqual(['up docker'])
  })

  it('does nothing when the answer is no', async () => {
    const context = await testContext({ canAsk: true, answers: [false] })

    const run = await runCommand(context, Deploy, [...local, '--unlock'])

    expect(run).toMatchObject({ exit: 3, error: { code: 'DECLINED', message: 'Nothing was created.' } })
    expect(context.local.journal).toEqual([])
    expect(await context.files()).toEqual({})
  })

  it('previews by the same sequence, stopped before anything changes', async () => {
    const context = await testContext({ canAsk: true })

    const run = await runCommand(context, Deploy, [...local, '--preview', '--unlock'])

    expect(run.exit).toBe(0)
    expect(run.json).toMatchObject({
      ok: true,
      command: 'deploy',
      preview: {
        changes: { create: 2 },
        resources: [
          { type: 'Server', name: 'local', action: 'create' },
          { type: 'Database', name: 'local-data', action: 'create' },
        ],
        estimate: { minutes: 2, monthlyUsd: 0 },
      },
    })
    expect(run.text).toContain('Nothing was changed.')
    expect(context.terminal.questions).toEqual([])
    expect(context.local.journal).toEqual([])
    expect(await context.files()).toEqual({})
  })

  it('stops a preview, too, where a check fails', async () => {
    const failed = { verdict: 'fail' as const, message: 'No room.', fix: ['Make room.'] }
    const context = await testContext({ checks: [{ id: 'room', title: 'Room', run: async () => failed }] })

    for (const wish of ['--preview', '--yes']) {
      const run = await runCommand(context, Deploy, [...local, wish])
      expect(run).toMatchObject({ exit: 4, error: { code: 'CHECKS_FAILED', fix: ['Make room.'] } })
      expect(run.error?.message).toBe('No room. Nothing was created.')
    }
    expect(context.local.journal).toEqual([])
  })

  it("finds out beforehand that zen's own folder can't be used", async () => {
    const context = await testContext()
    await writeFile(join(context.home, '.local'), 'a file where a folder should be')

    const run = await runCommand(context, Deploy, [...local, '--yes'])

    expect(run).toMatchObject({ exit: 4, error: { code: 'CHECKS_FAILED' } })
    expect(run.error?.message).toContain("can't be written")
  })

  it('says who holds the lock, since when, and how to take it over', async () => {
    const context = await testContext()
    context.local.faults.lockedBy = owner

    const run = await runCommand(context, Deploy, [...local, '--yes'])

    expect(run).toMatchObject({ exit: 5, error: { code: 'DEPLOYMENT_LOCKED', details: owner } })
    for (const fact of ['ada', 'desk', '7', owner.since]) expect(run.error?.message).toContain(fact)
    expect(run.error?.fix.join()).toContain('--unlock')

    const again = await runCommand(context, Deploy, [...local, '--yes', '--unlock'])
    expect(again.exit).toBe(0)
    expect(context.local.journal).toEqual(['up local', 'cancel local', 'up local'])
  })

  it('changes nothing the second time: no question, no new API key', async () => {
    const context = await testContext({ canAsk: true, answers: [true] })
    await runCommand(context, Deploy, local)
    const before = [context.servers.local.keys(), await context.files()]

    const run = await runCommand(context, Deploy, local)

    expect(run.exit).toBe(0)
    expect(run.json).toMatchObject({
      changes: { create: 0, update: 0, same: 2 },
      client: { connected: true },
    })
    expect(run.text).toContain('was running already')
    expect([context.servers.local.keys(), await context.files()]).toEqual(before)
    expect(context.terminal.questions).toHaveLength(1)
  })

  it('gives the client a new key where the server changed, because the old one may be gone with its data', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, [...local, '--yes'])
    context.servers.local.forget()

    await runCommand(context, Deploy, [...local, '--yes', '--port', '9000'])

    const [key] = context.servers.local.keys()
    expect(await context.clientFile('credentials.yaml')).toContain(key?.value)
  })

  it('connects again where the client was disconnected meanwhile', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, [...local, '--yes'])
    await runCommand(context, Disconnect, [])

    await runCommand(context, Deploy, [...local, '--yes'])

    expect(await context.clientFile('config.yaml')).toContain(context.servers.local.url)
  })

  it('leaves the client alone with --no-connect, and says how things are', async () => {
    const context = await testContext()

    const first = await runCommand(context, Deploy, [...local, '--yes', '--no-connect'])
    expect(first.json).toMatchObject({ client: { connected: false } })
    expect(first.text).toContain('zen connect local')
    expect(await context.clientFile('config.yaml')).toBeUndefined()

    await runCommand(context, Deploy, [...local, '--yes'])
    const last = await runCommand(context, Deploy, [...local, '--yes', '--no-connect'])
    expect(last.json).toMatchObject({ client: { connected: true } })
  })

  it('continues a deployment that was left unfinished', async () => {
    const context = await testContext()
    context.local.faults.failAfterCreating = true
    const first = await runCommand(context, Deploy, [...local, '--yes', '--port', '9000'])
    expect(first).toMatchObject({ exit: 1, error: { code: 'FAKE_FAULT' } })
    context.local.faults.failAfterCreating = false

    const run = await runCommand(context, Deploy, [...local, '--yes'])

    expect(run.json).toMatchObject({ ok: true, changes: { create: 1, same: 1 }, client: { connected: true } })
    expect((await context.local.read('local'))?.spec.options['port']).toBe(9000)
  })

  it('stops where it is after Ctrl-C, and continues with the same command', async () => {
    const context = await testContext()
    context.local.faults.hang = true
    const deploying = runCommand(context, Deploy, [...local, '--yes'])
    const finished = deploying.then(() => true)
    while (context.local.journal.length === 0 && !(await Promise.race([finished, tick()])));
    context.interrupt()

    const run = await deploying

    expect(run).toMatchObject({ exit: 130, error: { code: 'INTERRUPTED' } })
    expect(run.error?.fix).toContain('Continue: run the same command again.')
    expect(await context.clientFile('config.yaml')).toBeUndefined()
  })

  it('takes an interrupted check for an interruption, not for a failure', async () => {
    const context = await testContext({
      checks: [{ id: 'slow', title: 'Slow', run: async (signal) => Promise.reject(signal?.reason) }],
    })
    context.interrupt()

    const run = await runCommand(context, Deploy, [...local, '--yes'])

    expect(run).toMatchObject({ exit: 130, error: { code: 'INTERRUPTED' } })
  })

  it('says so when a name belongs to another provider', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, [...local, '--name', 'team', '--yes'])

    const run = await runCommand(context, Deploy, ['--provider', 'docker', '--name', 'team', '--yes'])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toContain('"team" is a deployment on local')
  })

  it('finds the provider of a deployment by its name', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, ['--provider', 'docker', '--name', 'team', '--yes'])

    const run = await runCommand(context, Deploy, ['--name', 'team', '--yes'])

    expect(run.json).toMatchObject({ deployment: { name: 'team', provider: 'docker' }, changes: { same: 2 } })
  })
})

describe('zen up', () => {
  it('deploys here without a question, and says the second time that there was nothing to do', async () => {
    const context = await testContext({ canAsk: true })

    const first = await runCommand(context, Up, [])
    const second = await runCommand(context, Up, [])

    expect(first.json).toMatchObject({
      ok: true,
      command: 'up',
      deployment: { name: 'local', provider: 'local' },
    })
    expect(second.json).toMatchObject({ changes: { create: 0, same: 2 } })
    expect(second.text).toContain('was running already')
    expect(context.terminal.questions).toEqual([])
  })

  it('makes nothing under a name that may be a slip', async () => {
    const context = await testContext()
    await runCommand(context, Up, [])

    const run = await runCommand(context, Up, ['dokcer'])

    expect(run).toMatchObject({ exit: 1, error: { code: 'DEPLOYMENT_NOT_FOUND' } })
    expect(run.error?.fix).toEqual(['Choose one of: local', 'Make it: zen deploy --name dokcer'])
    expect((await runCommand(context, Up, ['docker'])).error?.fix).toContain(
      'Make it: zen deploy --provider docker',
    )
    expect(context.docker.journal).toEqual([])
  })

  it('does not ask for a password that an open server needs, but says how to give it', async () => {
    const context = await testContext({ canAsk: true })

    const run = await runCommand(context, Up, ['--host', '0.0.0.0'])

    expect(run.exit).toBe(2)
    expect(run.error?.message).toContain('ZEN_PASSWORD')
    expect(run.error?.fix).toContain('See what is possible: zen up --help')
  })
})

function tick(): Promise<false> {
  return new Promise((resolve) => setImmediate(() => resolve(false)))
}
