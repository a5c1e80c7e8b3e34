import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { userOfApiKey } from '../../src/client/server-api.ts'
import Connect from '../../src/commands/connect.ts'
import Deploy from '../../src/commands/deploy.ts'
import Disconnect from '../../src/commands/disconnect.ts'
import Down from '../../src/commands/down.ts'
import Open from '../../src/commands/open.ts'
import Show from '../../src/commands/show.ts'
import { runCommand } from '../commands/run-command.ts'
import { type TestContext, testContext } from '../fakes/test-context.ts'

describe('zen connect', () => {
  it('makes a fresh key, which is the only one that works', async () => {
    const context = await deployed()
    const [old] = context.servers.local.keys()

    const run = await runCommand(context, Connect, [])

    const [fresh, ...others] = context.servers.local.keys()
    expect(others).toEqual([])
    expect(fresh?.value).not.toBe(old?.value)
    expect(await context.clientFile('credentials.yaml')).toContain(fresh?.value)
    expect(await userOfApiKey(context.servers.local, fresh?.value ?? '')).toMatchObject({
      isServiceAccount: true,
    })
    expect(run.json).toMatchObject({
      ok: true,
      command: 'connect',
      name: 'local',
      client: { connected: true },
    })
    expect(JSON.stringify(run)).not.toContain(fresh?.value)
  })

  it('says how to start a server that is stopped', async () => {
    const context = await deployed()
    await runCommand(context, Down, [])

    const run = await runCommand(context, Connect, [])

    expect(run).toMatchObject({ exit: 1, error: { code: 'NO_SERVER', fix: ['Start it: zen up local'] } })
  })

  it('asks which of several, or wants the name where nobody can be asked', async () => {
    const context = await deployed()
    await runCommand(context, Deploy, ['--provider', 'docker', '--yes'])

    const silent = await runCommand(context, Connect, [])
    expect(silent).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(silent.error?.message).toContain('There are 2 deployments (docker, local)')

    const person = context.withTerminal({ canAsk: true, answers: ['docker'] })
    const run = await runCommand(person, Connect, [])
    expect(run.json).toMatchObject({ name: 'docker', url: context.servers.docker.url })
  })
})

describe('zen disconnect', () => {
  it('takes the key back and gives the client what it had', async () => {
    const context = await deployed()

    const run = await runCommand(context, Disconnect, [])

    expect(run.json).toMatchObject({
      ok: true,
      command: 'disconnect',
      name: 'local',
      client: { restored: true },
    })
    expect(context.servers.local.keys()).toEqual([])
    expect(await context.clientFile('config.yaml')).toBeUndefined()
  })

  it('changes nothing where there is no connection, and says so', async () => {
    const context = await deployed()
    await runCommand(context, Disconnect, [])

    for (const name of [[], ['local']]) {
      const run = await runCommand(context, Disconnect, name)
      expect(run).toMatchObject({ exit: 0, json: { ok: true, name: null, client: { restored: false } } })
      expect(run.text).toContain('nothing was changed')
    }
  })

  it('does not know a name that is none', async () => {
    const context = await deployed()

    const run = await runCommand(context, Disconnect, ['lokal'])

    expect(run).toMatchObject({
      exit: 1,
      error: { code: 'DEPLOYMENT_NOT_FOUND', fix: ['Choose one of: local'] },
    })
    expect(context.servers.local.keys()).toHaveLength(1)
  })

  it('works when the server is gone already', async () => {
    const context = await deployed()
    context.servers.local.pause()

    const run = await runCommand(context, Disconnect, [])

    expect(run).toMatchObject({ exit: 0, json: { client: { restored: true } } })
  })
})

describe('zen show', () => {
  it('says what the client works with when nothing is deployed', async () => {
    const context = await testContext()

    const run = await runCommand(context, Show, [])

    expect(run).toMatchObject({
      exit: 0,
      json: { ok: true, deployment: null, server: null, client: { connected: false } },
    })
    expect(run.text).toMatch(/^No server: the ZenML client uses its local database \(.*config\.yaml\)\.$/)
  })

  it('names a server that zen did not make', async () => {
    const context = await testContext({
      clientConfig: 'store:\n  type: rest\n  url: https://theirs.example.com\n',
    })

    const run = await runCommand(context, Show, [])

    expect(run.text).toContain('the ZenML client is connected to https://theirs.example.com')
  })

  it('shows address, health, login and connection, and the password only with --reveal', async () => {
    const context = await deployed('hunter2')

    const run = await runCommand(context, Show, [])
    expect(run.json).toMatchObject({
      deployment: { name: 'local', status: 'running' },
      server: { url: context.servers.local.url, healthy: true, version: '0.98.0', username: 'default' },
      client: { connected: true },
    })
    expect(run.text).toContain('answers (ZenML 0.98.0)')
    expect(JSON.stringify(run)).not.toContain('hunter2')

    const revealed = await runCommand(context, Show, ['local', '--reveal'])
    expect(revealed.json).toMatchObject({ server: { password: 'hunter2' } })
    expect(revealed.text).toContain('hunter2')
  })

  it('takes a server that does not answer for a fact, not for an error', async () => {
    const context = await deployed()
    context.servers.local.pause()

    const run = await runCommand(context, Show, [])

    expect(run).toMatchObject({ exit: 0, json: { server: { healthy: false } } })
    expect(run.text).toContain('does not answer')
  })

  it('says how to start a server that is stopped', async () => {
    const context = await deployed()
    await runCommand(context, Down, [])

    const run = await runCommand(context, Show, [])

    expect(run.text).toContain('not connected: zen up local')
  })

  it('warns of what decides before the client files do', async () => {
    const context = await testContext({ env: { ZENML_STORE_URL: 'https://elsewhere.example.com' } })

    const run = await runCommand(context, Show, [])

    expect(run.words.join()).toContain('ZENML_STORE_URL')
  })

  it('survives client files that are broken', async () => {
    const context = await deployed()
    await writeFile(join(context.home, '.config', 'zenml', 'config.yaml'), 'store: [\n')

    const run = await runCommand(context, Show, [])

    expect(run).toMatchObject({ exit: 0, json: { ok: true, client: { connected: false } } })
  })
})

describe('zen open', () => {
  it('prints the address and starts no browser with --print', async () => {
    const context = await deployed()

    const run = await runCommand(context, Open, ['--print'])

    const { url } = context.servers.local
    expect(run.text).toBe(url)
    expect(run.json).toEqual({ ok: true, command: 'open', name: 'local', url, username: 'default' })
    expect(run.words).toEqual([])
  })

  it('has nothing to open when the server is stopped', async () => {
    const context = await deployed()
    await runCommand(context, Down, [])

    expect(await runCommand(context, Open, ['--print'])).toMatchObject({
      exit: 1,
      error: { code: 'NO_SERVER' },
    })
  })
})

/** A computer with a deployment called `local`. */
async function deployed(password?: string): Promise<TestContext> {
  const context = await testContext()
  const env = password === undefined ? {} : { ZEN_PASSWORD: password }
  if (password !== undefined) await claimWith(context, password)
  const run = await runCommand(context, Deploy, ['--provider', 'local', '--yes'], { env })
  expect(run.exit).toBe(0)
  return context
}

/** A real engine would set the password; the fake one only remembers it. */
async function claimWith({ servers }: TestContext, password: string): Promise<void> {
  const { ensureAdministrator } = await import('../../src/client/administrator.ts')
  await ensureAdministrator(servers.local, { username: 'default', wanted: password, known: [''] })
}
