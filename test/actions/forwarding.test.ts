/** Looking at and working with a server in a cluster that nothing leads to from outside. */
import { describe, expect, it } from 'vitest'
import { connectClient } from '../../src/client/connection.ts'
import { userOfApiKey } from '../../src/client/server-api.ts'
import Connect from '../../src/commands/connect.ts'
import Destroy from '../../src/commands/destroy.ts'
import Disconnect from '../../src/commands/disconnect.ts'
import Open from '../../src/commands/open.ts'
import { runCommand } from '../commands/run-command.ts'
import type { TestContext } from '../fakes/test-context.ts'
import { clusterContext, deployToCluster } from './test-provider.ts'

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
    expect(run.words.join()).toContain(
      'warn: The port that was forwarded to "team" is closed: The pod went away.',
    )
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

  it('takes its key back also when somebody disconnected the client meanwhile', async () => {
    const context = await unexposed()
    const connecting = runCommand(context, Connect, ['team'])
    await firstResult(context)
    expect((await runCommand(context, Disconnect, [])).exit).toBe(0)
    expect(context.servers.cluster.keys()).toHaveLength(1)

    context.interrupt()
    await connecting

    expect(context.servers.cluster.keys()).toEqual([])
    expect(await context.clientFile('config.yaml')).toBe(before)
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

const before = '# mine\nversion: 0.98.0\nstore:\n  type: sql\n'

/** A computer with a client of its own, and `team` in the cluster. */
async function unexposed(): Promise<TestContext> {
  const context = await clusterContext({ clientConfig: before })
  expect((await deployToCluster(context, ['--expose', 'none'])).exit).toBe(0)
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

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
