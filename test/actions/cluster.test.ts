/** What is different where an engine deploys to a cluster, of which this computer sees only a part. */
import { describe, expect, it } from 'vitest'
import { connectClient } from '../../src/client/connection.ts'
import { userOfApiKey } from '../../src/client/server-api.ts'
import Connect from '../../src/commands/connect.ts'
import Deploy from '../../src/commands/deploy.ts'
import Destroy from '../../src/commands/destroy.ts'
import Disconnect from '../../src/commands/disconnect.ts'
import Open from '../../src/commands/open.ts'
import Up from '../../src/commands/up.ts'
import { runCommand } from '../commands/run-command.ts'
import { nowhere } from '../fakes/fake-cluster.ts'
import type { TestContext } from '../fakes/test-context.ts'
import { ClusterDeploy, clusterContext, deployToCluster } from './test-provider.ts'

const inside = ['--expose', 'none']

describe('zen deploy to a cluster', () => {
  it('settles what could change later, and names the place in its question', async () => {
    const context = await clusterContext({ canAsk: true, answers: [true] })

    const run = await runCommand(context, ClusterDeploy, ['--provider', 'cluster', '--name', 'team'])

    expect(run.exit).toBe(0)
    expect(context.terminal.questions).toMatchObject([
      { message: 'Deploy "team" on context "fake" (https://fake:6443), namespace team?' },
    ])
    expect(run.words).toContain(
      'info: The same without questions: zen deploy --provider cluster --name team --context fake --yes',
    )
    expect((await context.cluster.read('team'))?.spec.options['context']).toBe('fake')
  })

  it('goes by the stored spec the next time', async () => {
    const context = await clusterContext()
    await deployToCluster(context, ['--context', 'mine', ...inside])

    const run = await runCommand(context, Deploy, ['--name', 'team', '--yes'])

    expect(run.json).toMatchObject({ changes: { update: 0, same: 2 } })
    expect((await context.cluster.read('team'))?.spec.options).toMatchObject({
      context: 'mine',
      expose: 'none',
    })
  })

  it('says in a preview where it would be', async () => {
    const run = await deployToCluster(await clusterContext(), ['--preview'])

    expect(run.json).toMatchObject({
      preview: { where: 'context "fake" (https://fake:6443), namespace team' },
    })
  })

  it('shows that it is still working out what would change', async () => {
    const context = await clusterContext()
    const title = 'Working out what changes for "team"'
    const { preview } = context.cluster
    context.cluster.preview = async (target, signal) => {
      while (!context.terminal.words.includes(`step: ${title}`)) await tick()
      return preview(target, signal)
    }

    expect((await deployToCluster(context)).words).toContain(`done: ${title}`)
  })

  it('refuses an older version of ZenML than the one that is there', async () => {
    const context = await clusterContext()
    await deployToCluster(context, ['--server-version', '0.98.0'])

    const run = await deployToCluster(context, ['--server-version', '0.93.3'])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toContain('ZenML knows no way back to 0.93.3')
    expect(context.cluster.journal).toEqual(['up team'])
  })

  it('warns where others can read what is sent', async () => {
    const context = await clusterContext()
    const { up } = context.cluster
    context.cluster.up = async (...words) => {
      const { outputs, resources } = await up(...words)
      return { resources, outputs: { ...outputs, url: outputs.url.replace('127.0.0.1', '0.0.0.0') } }
    }

    const warnings = warningsOf((await deployToCluster(context)).words)

    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(/Nothing encrypts what is sent to http:\/\/0\.0\.0\.0:\d+/)
    expect(warningsOf((await deployToCluster(await clusterContext())).words)).toEqual([])
  })
})

describe('a server that nothing leads to', () => {
  it('is asked its version through a way of its own, and no client is connected to it', async () => {
    const context = await clusterContext()

    const run = await deployToCluster(context, inside)

    expect(run).toMatchObject({ exit: 0, error: undefined })
    expect(run.json).toMatchObject({
      server: { url: nowhere, unexposed: true, version: '0.98.0' },
      client: { connected: false },
      next: ['zen show team', 'zen connect team', 'zen open team', 'zen destroy team'],
    })
    expect(run.text).toContain('inside its cluster only: zen connect team')
    expect(context.servers.cluster.requests).toEqual(['GET /api/v1/info'])
    expect(context.cluster.forwards.map(({ isOpen }) => isOpen())).toEqual([false])
    expect(await context.clientFile('config.yaml')).toBeUndefined()
    expect(warningsOf(run.words)).toEqual([])
  })

  it('is there all the same when no way to it can be opened', async () => {
    const context = await clusterContext()
    context.cluster.faults.forwardRefused = true

    const run = await deployToCluster(context, inside)

    expect(run).toMatchObject({ exit: 0, json: { ok: true, server: { version: 'unknown' } } })
    expect(warningsOf(run.words).join()).toContain('The fake cluster forwards nothing.')
  })

  it('is started again by zen up, which says how to connect', async () => {
    const context = await clusterContext()
    await deployToCluster(context, inside)
    await context.cluster.stop('team', () => undefined, context.signal)

    const run = await runCommand(context, Up, ['team'])

    expect(run.json).toMatchObject({ command: 'up', changes: { update: 1 }, client: { connected: false } })
    expect(run.text).toContain('zen connect team')
  })
})

describe('zen connect to a server that nothing leads to', () => {
  it('forwards a port until Ctrl-C, and then leaves client and server as they were', async () => {
    const context = await unexposed()
    const connecting = runCommand(context, Connect, ['team'])
    const { value, text } = await firstResult(context)
    const forward = context.cluster.forwards.at(-1)
    const [key] = context.servers.cluster.keys()

    expect(value).toMatchObject({ command: 'connect', name: 'team', url: forward?.url, forwarded: true })
    expect(text).toContain('as long as this runs; Ctrl-C gives the client its previous store back')
    expect(await context.clientFile('config.yaml')).toContain(forward?.url)
    expect(await userOfApiKey({ url: forward?.url ?? '' }, key?.value ?? '')).toMatchObject({
      isServiceAccount: true,
    })
    context.interrupt()

    expect(await connecting).toMatchObject({ exit: 0, error: undefined })
    expect(context.terminal.results).toHaveLength(2)
    expect(await context.clientFile('config.yaml')).toBe(before)
    expect(context.servers.cluster.keys()).toEqual([])
    expect(forward?.isOpen()).toBe(false)
  })

  it('says why it ended by itself, and gives the client back what it had', async () => {
    const context = await unexposed()
    const connecting = runCommand(context, Connect, ['team'])
    await firstResult(context)

    context.cluster.forwards.at(-1)?.breakOff('The pod went away.')

    const run = await connecting
    expect(run).toMatchObject({ exit: 1, error: undefined })
    expect(run.words.join()).toContain('warn: The way to "team" ended: The pod went away.')
    expect(run.words.join()).toContain('zen connect team')
    expect(await context.clientFile('config.yaml')).toBe(before)
  })

  it('leaves alone what another one took over meanwhile', async () => {
    const context = await unexposed()
    const first = runCommand(context, Connect, ['team'])
    await firstResult(context)
    const config = { url: 'http://127.0.0.1:2', apiKey: 'ZENKEY_other', verifySsl: true }
    await connectClient(context.clientEnvironment, { deployment: 'team', config })

    context.interrupt()

    expect(await first).toMatchObject({ exit: 0 })
    expect(await context.clientFile('config.yaml')).toContain(config.url)
    expect(context.servers.cluster.keys()).toHaveLength(1)
  })

  it('says in one error what is wrong before there is a connection', async () => {
    const context = await unexposed()
    context.cluster.faults.forwardRefused = true
    expect(await runCommand(context, Connect, ['team'])).toMatchObject({
      exit: 1,
      error: { message: 'The fake cluster forwards nothing.' },
    })
    context.cluster.faults.forwardRefused = false
    context.servers.cluster.pause()

    const run = await runCommand(context, Connect, ['team'])

    expect(run).toMatchObject({ exit: 1, error: { code: 'SERVER_UNREACHABLE' } })
    expect(context.cluster.forwards.some(({ isOpen }) => isOpen())).toBe(false)
    expect(await context.clientFile('config.yaml')).toBe(before)
  })

  it('is over at once when Ctrl-C comes first', async () => {
    const context = await unexposed()
    context.interrupt()

    const run = await runCommand(context, Connect, ['team'])

    expect(run).toMatchObject({ exit: 130, error: { code: 'INTERRUPTED' } })
    expect(await context.clientFile('config.yaml')).toBe(before)
  })

  it('keeps its password to itself when somebody disconnects or destroys from elsewhere', async () => {
    const context = await unexposed()
    const config = { url: 'http://127.0.0.1:2', apiKey: 'ZENKEY_mine', verifySsl: true }
    await connectClient(context.clientEnvironment, { deployment: 'team', config })
    const seen = context.servers.cluster.requests.length

    expect(await runCommand(context, Disconnect, ['team'])).toMatchObject({ exit: 0 })
    expect(await runCommand(context, Destroy, ['team', '--yes'])).toMatchObject({ exit: 0 })

    expect(context.servers.cluster.requests).toHaveLength(seen)
    expect(await context.clientFile('config.yaml')).toBe(before)
  })
})

describe('zen open of a server that nothing leads to', () => {
  it('opens what a zen connect forwards to already', async () => {
    const context = await unexposed()
    const connecting = runCommand(context, Connect, ['team'])
    await firstResult(context)

    const run = await runCommand(context, Open, ['team', '--print'])

    expect(run).toMatchObject({ exit: 0, text: context.cluster.forwards.at(-1)?.url })
    expect(run.json).not.toHaveProperty('forwarded')
    context.interrupt()
    await connecting
  })

  it('has no address to print that would still be one when it is done', async () => {
    const run = await runCommand(await unexposed(), Open, ['team', '--print'])

    expect(run).toMatchObject({ exit: 1, error: { code: 'NOT_CONNECTED' } })
    expect(run.error?.fix.join()).toContain('zen connect team')
  })
})

describe('where state lives', () => {
  const backend = 's3://team-state'

  it('reaches the engine, and is said again with every command to type next', async () => {
    const context = await clusterContext()

    const run = await deployToCluster(context, [
      ...['--backend', backend, '--secrets-provider', 'awskms://alias/zen', '--no-connect'],
    ])

    expect(run.state).toEqual({ backend, secretsProvider: 'awskms://alias/zen' })
    expect(run.text).toContain('Remove     zen destroy team --backend s3://team-state')
    expect(run.text).toContain('zen connect team --backend s3://team-state')
    expect(run.json).toMatchObject({ next: expect.arrayContaining([`zen show team --backend ${backend}`]) })
  })

  it('need not be said again when a variable says it', async () => {
    const context = await clusterContext()

    const run = await deployToCluster(context, [], { env: { ZEN_BACKEND: backend } })

    expect(run.state).toEqual({ backend })
    expect(run.text).toContain('Remove     zen destroy team')
    expect(run.text).not.toContain('--backend')
  })

  it('is part of the command that does the same without questions', async () => {
    const context = await clusterContext({ canAsk: true, answers: [true] })
    const typed = ['--provider', 'cluster', '--backend', backend, '--secrets-provider', 'passphrase']

    const run = await runCommand(context, ClusterDeploy, typed)

    expect(run.words.join('\n')).toContain(
      `zen deploy --provider cluster --context fake --backend ${backend} --secrets-provider passphrase --yes`,
    )
  })

  it.each([
    ['--backend', 'team-state', 's3://bucket'],
    ['--backend', 's3://', 's3://bucket'],
    ['--secrets-provider', 'hunter2', 'awskms://'],
  ])('is refused when it is no place: %s %s', async (flag, value, expected) => {
    const run = await deployToCluster(await clusterContext(), [flag, value])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toContain(expected)
  })

  it.each(['s3://b', 'gs://b/folder', 'azblob://c', 'https://api.pulumi.com', 'file:///shared', 'file://~'])(
    'may be %s',
    async (place) => {
      const run = await deployToCluster(await clusterContext(), ['--backend', place])
      expect(run).toMatchObject({ exit: 0, state: { backend: place } })
    },
  )

  it('means nothing to a provider whose state stays here: refused when typed, not when a variable says it', async () => {
    const context = await clusterContext()
    const local = ['--provider', 'local', '--yes']

    const typed = await runCommand(context, Deploy, [...local, '--backend', backend])
    expect(typed).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(typed.error?.message).toBe(
      '--backend means nothing to the provider local: its state stays on this computer.',
    )
    const set = await runCommand(context, Deploy, local, { env: { ZEN_BACKEND: backend } })
    expect(set.exit).toBe(0)
  })
})

const before = '# mine\nversion: 0.98.0\nstore:\n  type: sql\n'

/** A computer with a client of its own, and `team` in the cluster. */
async function unexposed(): Promise<TestContext> {
  const context = await clusterContext({ clientConfig: before })
  expect((await deployToCluster(context, inside)).exit).toBe(0)
  return context
}

/** The result of a command that goes on after it. */
async function firstResult({ terminal }: TestContext) {
  const count = terminal.results.length
  for (;;) {
    const result = terminal.results[count]
    if (result) return result
    await tick()
  }
}

function warningsOf(words: readonly string[]): readonly string[] {
  return words.filter((line) => line.startsWith('warn: '))
}

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
