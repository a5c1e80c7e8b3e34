import { describe, expect, it } from 'vitest'
import { connectClient } from '../../src/client/connection.ts'
import Deploy from '../../src/commands/deploy.ts'
import Destroy from '../../src/commands/destroy.ts'
import Down from '../../src/commands/down.ts'
import Up from '../../src/commands/up.ts'
import { runCommand } from '../commands/run-command.ts'
import { silence } from '../fakes/fake-cluster.ts'
import { type TestContext, type TestContextOptions, testContext } from '../fakes/test-context.ts'
import { clusterContext, deployToCluster } from './test-provider.ts'

const before = '# mine\nversion: 0.98.0\nstore:\n  type: sql\n'
const owner = { user: 'ada', host: 'desk', pid: 7, since: '2026-01-01T00:00:00.000Z' }

describe('zen destroy', () => {
  it('keeps the data, says where, and gives the client back what it had', async () => {
    const context = await deployed()

    const run = await runCommand(context, Destroy, ['--yes'])

    expect(run.exit).toBe(0)
    expect(run.json).toEqual({
      ...{ ok: true, command: 'destroy', destroyed: ['local'], left: [] },
      data: { action: 'kept', location: '/fake/data/local.db' },
      client: { restored: true },
    })
    expect(run.text).toContain('zen destroy local --delete-data')
    expect(await context.clientFile('config.yaml')).toBe(before)
    expect(context.servers.local.keys()).toEqual([])
  })

  it('asks what to do with the data, naming its place, and then whether to go on', async () => {
    const context = (await deployed()).withTerminal({ canAsk: true, answers: ['delete', true] })

    const run = await runCommand(context, Destroy, ['local'])

    expect(context.terminal.questions).toMatchObject([
      { message: 'What should become of the data in /fake/data/local.db?', default: 'keep' },
      {
        message:
          'Destroy "local" on this fake computer, and delete the data in /fake/data/local.db for good?',
        default: false,
      },
    ])
    expect(run.words).toContain('info:   - Server local')
    expect(run.json).toMatchObject({ data: { action: 'deleted', location: '/fake/data/local.db' } })
  })

  it('does nothing when the answer is no, not even take over a lock', async () => {
    const context = (await deployed()).withTerminal({ canAsk: true, answers: ['keep', false] })
    context.local.faults.lockedBy = owner
    const keys = context.servers.local.keys()

    const run = await runCommand(context, Destroy, ['--unlock'])

    expect(run).toMatchObject({ exit: 3, error: { code: 'DECLINED', message: 'Nothing was destroyed.' } })
    expect(context.local.journal).toEqual(['up local'])
    expect(context.servers.local.keys()).toEqual(keys)
    expect(await context.clientFile('config.yaml')).toContain(context.servers.local.url)
  })

  it('deletes the data without a question when both were said', async () => {
    const context = (await deployed()).withTerminal({ canAsk: true })

    const run = await runCommand(context, Destroy, ['--delete-data', '--yes'])

    expect(run.json).toMatchObject({ data: { action: 'deleted' } })
    expect(context.local.journal).toContain('destroy delete local')
    expect(await context.local.planDestroy('local')).toBeUndefined()
  })

  it('keeps the data without a question when told so', async () => {
    const context = (await deployed()).withTerminal({ canAsk: true, answers: [true] })

    const run = await runCommand(context, Destroy, ['--keep-database'])

    expect(run.json).toMatchObject({ data: { action: 'kept' } })
    expect(context.terminal.questions).toMatchObject([{ message: 'Destroy "local" on this fake computer?' }])
  })

  it('leaves a last snapshot where that is what is usual, and names it', async () => {
    const context = await deployed()
    context.local.database.fates = ['snapshot', 'keep', 'delete']

    const run = await runCommand(context, Destroy, ['--yes'])

    expect(run.json).toMatchObject({ data: { action: 'snapshot', location: 'last-of-local' }, left: [] })
    expect(run.text).toContain('kept in a last snapshot: last-of-local')
    expect(context.local.journal).toContain('destroy snapshot local')
  })

  it('offers what can become of the data, and names what follows', async () => {
    const context = (await deployed()).withTerminal({ canAsk: true, answers: ['snapshot', true] })
    context.local.database.fates = ['snapshot', 'keep', 'delete']

    const run = await runCommand(context, Destroy, [])

    expect(context.terminal.questions).toMatchObject([
      {
        default: 'snapshot',
        choices: [{ value: 'snapshot' }, { value: 'keep' }, { value: 'delete' }],
      },
      {
        message: expect.stringContaining('and keep only a last snapshot of the data in /fake/data/local.db?'),
      },
    ])
    expect(run.json).toMatchObject({ data: { action: 'snapshot' } })
  })

  it.each([
    ['--keep-database', 'keep'],
    ['--delete-data', 'delete'],
  ])('does as told with %s where a snapshot is what is usual', async (flag, fate) => {
    const context = await deployed()
    context.local.database.fates = ['snapshot', 'keep', 'delete']

    expect((await runCommand(context, Destroy, ['--yes', flag])).exit).toBe(0)

    expect(context.local.journal).toContain(`destroy ${fate} local`)
  })

  it('passes over what refuses when told so', async () => {
    const context = await deployed()

    await runCommand(context, Destroy, ['--yes', '--force'])

    expect(context.local.journal).toContain('destroy keep forced local')
  })

  it('does not guess when told to keep and to delete the data', async () => {
    const context = await deployed()

    const run = await runCommand(context, Destroy, ['--keep-database', '--delete-data', '--yes'])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toContain('--keep-database and --delete-data exclude each other')
    expect(context.local.journal).toEqual(['up local'])
  })

  it('wants consent where nobody can be asked', async () => {
    const context = await deployed()

    const run = await runCommand(context, Destroy, ['--frobnicate'])

    expect(run.exit).toBe(2)
    expect(run.error?.message).toContain('--yes, ZEN_YES')
    expect(run.error?.message).toContain('There is no flag --frobnicate')
    expect(context.local.journal).toEqual(['up local'])
  })

  it('lists what is left and ends with exit code 6', async () => {
    const context = await deployed()
    context.local.faults.leftovers = ['volume zen-data']

    const run = await runCommand(context, Destroy, ['--yes'])

    expect(run.exit).toBe(6)
    expect(run.json).toMatchObject({ ok: false, left: ['volume zen-data'] })
    expect(run.text).toContain('  - volume zen-data')
    expect(run.text).toContain('zen destroy local')
  })

  it('leaves a store alone that is not ours any more', async () => {
    const context = await deployed()
    const config = { url: 'https://other.example.com', apiKey: 'ZENKEY_other', verifySsl: true }
    await connectClient(context.clientEnvironment, { deployment: 'other', config })

    const run = await runCommand(context, Destroy, ['--yes'])

    expect(run.json).toMatchObject({ client: { restored: false } })
    expect(await context.clientFile('config.yaml')).toContain(config.url)
  })

  it('gives the client back what it had, also when the one before was killed on the way', async () => {
    for (const wish of [[], ['--delete-data']]) {
      const context = await deployed()
      context.local.faults.dieAfterDestroy = true
      const killed = await runCommand(context, Destroy, ['--yes', ...wish])
      expect(killed.exit).toBe(1)
      context.local.faults.dieAfterDestroy = false

      const run = await runCommand(context, Destroy, ['local', '--yes'])

      expect(run).toMatchObject({ exit: 0, json: { client: { restored: true } } })
      expect(await context.clientFile('config.yaml')).toBe(before)
    }
  })

  it('needs no engine but its own', async () => {
    const context = await deployed()
    context.docker.faults.unreachable = true
    expect((await runCommand(context, Destroy, ['--yes', '--delete-data'])).exit).toBe(0)

    const run = await runCommand(context, Destroy, ['local', '--yes'])

    expect(run).toMatchObject({ exit: 1, error: { code: 'DEPLOYMENT_NOT_FOUND' } })
    expect(run.error?.message).toBe(
      'There is no deployment called "local", as far as can be seen: The fake computer does not answer.',
    )
  })

  it('fails when its own engine does not answer', async () => {
    const context = await deployed()
    context.local.faults.unreachable = true

    const run = await runCommand(context, Destroy, ['--yes'])

    expect(run).toMatchObject({ exit: 1, error: { code: 'FAKE_FAULT' } })
    expect(await context.clientFile('config.yaml')).toContain(context.servers.local.url)
  })

  it('finds what a killed one left without being told the name', async () => {
    const context = await deployed()
    context.local.faults.dieAfterDestroy = true
    await runCommand(context, Destroy, ['--yes', '--delete-data'])

    const run = await runCommand(context, Destroy, ['--yes'])

    expect(run.json).toMatchObject({
      destroyed: ['local'],
      data: { action: 'none' },
      client: { restored: true },
    })
  })

  it('deletes data that an earlier one kept', async () => {
    const context = await deployed()
    await runCommand(context, Destroy, ['--yes'])

    const run = await runCommand(context, Destroy, ['local', '--delete-data', '--yes'])

    expect(run).toMatchObject({ exit: 0, json: { data: { action: 'deleted' } } })
    const once = await runCommand(context, Destroy, ['local', '--delete-data', '--yes'])
    expect(once).toMatchObject({ exit: 1, error: { code: 'DEPLOYMENT_NOT_FOUND' } })
  })

  it('does not send the password of a stopped server to whoever listens at its address now', async () => {
    const context = await deployed()
    await runCommand(context, Down, [])
    context.servers.local.resume()
    const seen = context.servers.local.requests.length

    await runCommand(context, Destroy, ['--yes'])

    expect(context.servers.local.requests.slice(seen)).toEqual([])
  })

  it('says who is at work on the deployment', async () => {
    const context = await deployed()
    context.local.faults.lockedBy = owner

    const run = await runCommand(context, Destroy, ['--yes'])

    expect(run).toMatchObject({ exit: 5, error: { code: 'DEPLOYMENT_LOCKED', details: owner } })
  })

  it('says that there is nothing, or nothing of that name', async () => {
    const context = await testContext()

    expect(await runCommand(context, Destroy, ['--yes'])).toMatchObject({
      exit: 1,
      error: { code: 'NO_DEPLOYMENTS' },
    })
    expect(await runCommand(context, Destroy, ['team', '--yes'])).toMatchObject({
      exit: 1,
      error: { code: 'DEPLOYMENT_NOT_FOUND', fix: ['Make one: zen deploy'] },
    })
  })
})

describe('zen destroy of what was in a cluster that does not answer', () => {
  const question = 'Is context "fake" (https://fake:6443), namespace team gone for good?'

  it('asks whether it is gone for good, and forgets then, without asking about data', async () => {
    const context = (await silent()).withTerminal({ canAsk: true, answers: [true] })

    const run = await runCommand(context, Destroy, ['team'])

    expect(context.terminal.questions).toMatchObject([
      { flag: 'cluster-gone', message: expect.stringContaining(question), default: false },
    ])
    expect(run.words).toContain(`warn: ${silence}`)
    expect(run).toMatchObject({ exit: 0, json: { destroyed: ['team'], data: { action: 'none' } } })
    expect(run.text).toContain('"team" is forgotten, as its cluster is gone.')
    expect(context.cluster.journal).toEqual(['up team', 'destroy keep gone team'])
    expect(await context.clientFile('config.yaml')).toBe(before)
  })

  it('leaves everything as it is when it may come back', async () => {
    const context = (await silent()).withTerminal({ canAsk: true, answers: [false] })

    const run = await runCommand(context, Destroy, ['team'])

    expect(run).toMatchObject({ exit: 3, error: { code: 'DECLINED' } })
    expect(context.cluster.journal).toEqual(['up team'])
  })

  it('takes consent to destroy for no consent to forget', async () => {
    const context = await silent()

    const run = await runCommand(context, Destroy, ['team', '--yes'])

    expect(run).toMatchObject({ exit: 1, error: { code: 'PLACE_UNREACHABLE' } })
    expect(run.error?.message).toBe(`${silence} Nothing was destroyed.`)
    expect(run.error?.fix.join()).toContain('zen destroy team --cluster-gone')
    expect(context.cluster.journal).toEqual(['up team'])
  })

  it('forgets without a question when both were said, and asks the server nothing', async () => {
    const context = await silent()
    const seen = context.servers.cluster.requests.length

    const run = await runCommand(context, Destroy, ['team', '--yes', '--cluster-gone'])

    expect(run).toMatchObject({ exit: 0, json: { client: { restored: true } } })
    expect(await context.cluster.read('team')).toBeUndefined()
    expect(context.servers.cluster.requests).toHaveLength(seen)
  })

  it('asks for consent, still, where somebody can be asked', async () => {
    const context = (await silent()).withTerminal({ canAsk: true, answers: [true] })

    await runCommand(context, Destroy, ['team', '--cluster-gone'])

    expect(context.terminal.questions).toMatchObject([
      { flag: 'yes', message: expect.stringContaining(question) },
    ])
  })

  it('destroys as usual what is there in spite of --cluster-gone', async () => {
    const context = await silent()
    context.cluster.faults.clusterSilent = false

    const run = await runCommand(context, Destroy, ['team', '--yes', '--cluster-gone'])

    expect(run).toMatchObject({ exit: 0, json: { data: { action: 'kept' } } })
    expect(run.words.join()).toContain('but it answers: context "fake"')
    expect(context.cluster.journal).toContain('destroy keep team')
  })
})

describe('zen down', () => {
  it('stops the server, keeps everything, and gives the client back what it had; zen up starts it', async () => {
    const context = await deployed()

    const run = await runCommand(context, Down, [])

    expect(run).toMatchObject({
      exit: 0,
      json: { ok: true, command: 'down', stopped: ['local'], client: { restored: true } },
    })
    expect(run.text).toContain('zen up local')
    expect(await context.clientFile('config.yaml')).toBe(before)

    const again = await runCommand(context, Down, [])
    expect(again).toMatchObject({ exit: 0, json: { stopped: [] } })
    expect(again.text).toContain('was stopped already')

    const up = await runCommand(context, Up, ['local'])
    expect(up.json).toMatchObject({ changes: { create: 0, update: 1 }, client: { connected: true } })
    expect(await context.clientFile('config.yaml')).toContain(context.servers.local.url)
  })

  it('takes over a lock only when told to', async () => {
    const context = await deployed()
    context.local.faults.lockedBy = owner

    expect(await runCommand(context, Down, [])).toMatchObject({
      exit: 5,
      error: { code: 'DEPLOYMENT_LOCKED' },
    })
    expect((await runCommand(context, Down, ['--unlock'])).exit).toBe(0)
  })
})

/** A computer that deployed `team` to a cluster, which then fell silent. */
async function silent(): Promise<TestContext> {
  const context = await clusterContext({ clientConfig: before })
  expect((await deployToCluster(context)).exit).toBe(0)
  context.cluster.faults.clusterSilent = true
  return context
}

/** A computer with a client of its own and a deployment called `local`. */
async function deployed(options: TestContextOptions = {}): Promise<TestContext> {
  const context = await testContext({ clientConfig: before, ...options })
  const run = await runCommand(context, Deploy, ['--provider', 'local', '--yes'])
  expect(run.exit).toBe(0)
  return context
}
