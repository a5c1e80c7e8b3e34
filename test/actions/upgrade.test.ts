import { describe, expect, it } from 'vitest'
import { compareVersions } from '../../src/actions/server-version.ts'
import { userOfApiKey } from '../../src/client/server-api.ts'
import Deploy from '../../src/commands/deploy.ts'
import Down from '../../src/commands/down.ts'
import Upgrade from '../../src/commands/upgrade.ts'
import { runCommand } from '../commands/run-command.ts'
import type { TestContext } from '../fakes/test-context.ts'
import { problemsOfResult } from '../repo/result-schema.ts'
import { clusterContext, deployToCluster } from './test-provider.ts'

const newer = ['team', '--server-version', '0.98.0']

describe('zen upgrade', () => {
  it('asks with both versions and the place, and runs the sequence of deploy on what is stored', async () => {
    const context = (await old()).withTerminal({ canAsk: true, answers: [true] })

    const run = await runCommand(context, Upgrade, newer)

    expect(context.terminal.questions).toMatchObject([
      {
        message:
          'Upgrade "team" on context "mine" (https://fake:6443), namespace team from ZenML 0.93.3 to ZenML 0.98.0?',
      },
    ])
    expect(run.words).toContain('info:   ~ Server team')
    expect(run.words).toContain(
      'info: The same without questions: zen upgrade team --server-version 0.98.0 --yes',
    )
    expect(run.json).toMatchObject({
      ...{ ok: true, command: 'upgrade', upgrade: { from: '0.93.3', to: '0.98.0' } },
      ...{ server: { version: '0.98.0' }, changes: { update: 1, same: 1 } },
    })
    expect(problemsOfResult(run.json, 'upgrade')).toEqual([])
    expect(run.text).toMatch(/^"team" is upgraded from ZenML 0\.93\.3 to ZenML 0\.98\.0 \([\d.]+ s\)\.$/m)
    expect(run.text).toContain('pip install zenml==0.98.0')
    expect((await context.cluster.read('team'))?.spec.options).toMatchObject({
      ...{ context: 'mine', 'server-version': '0.98.0' },
    })
  })

  it('leaves the connection of the client alone, whose key still works', async () => {
    const context = await old()
    const [files, keys] = [await context.files(), context.servers.cluster.keys()]

    const run = await runCommand(context, Upgrade, [...newer, '--yes'])

    expect(run.json).toMatchObject({ client: { connected: true } })
    expect(await context.files()).toEqual(files)
    expect(context.servers.cluster.keys()).toEqual(keys)
    expect(await userOfApiKey(context.servers.cluster, keys[0]?.value ?? '')).toBeDefined()
  })

  it('has nothing to do where that version is', async () => {
    const context = (await old()).withTerminal({ canAsk: true })

    const run = await runCommand(context, Upgrade, ['team', '--server-version', '0.93.3'])

    expect(run).toMatchObject({
      exit: 0,
      text: '"team" is at ZenML 0.93.3 already; nothing was changed.',
      json: { upgrade: { from: '0.93.3', to: '0.93.3' }, changes: { create: 0, update: 0, same: 0 } },
    })
    expect(problemsOfResult(run.json, 'upgrade')).toEqual([])
    expect(context.cluster.journal).toEqual(['up team'])
  })

  it('refuses an older version, because ZenML knows no way back', async () => {
    const context = await old()

    const run = await runCommand(context, Upgrade, ['team', '--server-version', '0.90.0', '--yes'])

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toContain('"team" runs ZenML 0.93.3, and ZenML knows no way back to 0.90.0')
    expect(context.cluster.journal).toEqual(['up team'])
  })

  it('does nothing when the answer is no, and in a preview', async () => {
    const context = (await old()).withTerminal({ canAsk: true, answers: [false] })

    const preview = await runCommand(context, Upgrade, [...newer, '--preview'])
    expect(preview.json).toMatchObject({ preview: { changes: { update: 1 } }, upgrade: { to: '0.98.0' } })
    expect(problemsOfResult(preview.json, 'preview')).toEqual([])
    expect(await runCommand(context, Upgrade, newer)).toMatchObject({
      exit: 3,
      error: { message: 'Nothing was changed.' },
    })
    expect(context.cluster.journal).toEqual(['up team'])
  })

  it('asks for the version, with the one of a new deployment to hand', async () => {
    const context = (await old()).withTerminal({ canAsk: true, answers: ['0.95.0', true] })

    expect(await runCommand(context, Upgrade, ['team'])).toMatchObject({ exit: 0 })
    expect(context.terminal.questions[0]).toMatchObject({ flag: 'server-version', default: '0.98.0' })
    expect(context.cluster.journal).toEqual(['up team', 'up team'])
  })

  it('names everything that is missing where nobody can be asked', async () => {
    const context = await old()

    const noVersion = await runCommand(context, Upgrade, ['team', '--frobnicate'])
    expect(noVersion).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(noVersion.error?.message).toContain('give --server-version, ZEN_SERVER_VERSION')
    expect(noVersion.error?.message).toContain('There is no flag --frobnicate')
    const noConsent = await runCommand(context, Upgrade, newer)
    expect(noConsent.error?.message).toContain('--yes, ZEN_YES')
    expect(noConsent.error?.fix).toContain('See what is possible: zen upgrade --help')
  })

  it('starts one that is stopped, in the new version', async () => {
    const context = await old()
    await runCommand(context, Down, ['team'])

    const run = await runCommand(context, Upgrade, [...newer, '--yes'])

    expect(run.json).toMatchObject({ deployment: { status: 'running' }, server: { version: '0.98.0' } })
  })
})

describe('zen upgrade that fails', () => {
  it.each([[], ['--expose', 'none']])(
    'says that the old server goes on, if it does, and can be run again: %s',
    async (...argv) => {
      const context = await old(argv)
      context.cluster.faults.failAfterCreating = true

      const run = await runCommand(context, Upgrade, [...newer, '--yes'])

      expect(run).toMatchObject({ exit: 1, error: { code: 'FAKE_FAULT', details: { stillRuns: '0.93.3' } } })
      expect(run.error?.message).toBe(
        'The fake server did not become ready. The old server goes on, with ZenML 0.93.3 and its data.',
      )
      context.cluster.faults.failAfterCreating = false
      const again = await runCommand(context, Upgrade, [...newer, '--yes'])
      expect(again).toMatchObject({ exit: 0, json: { upgrade: { from: '0.93.3', to: '0.98.0' } } })
    },
  )

  it('promises nothing of a server that does not answer', async () => {
    const context = await old()
    context.cluster.faults.failAfterCreating = true
    context.servers.cluster.pause()

    const run = await runCommand(context, Upgrade, [...newer, '--yes'])

    expect(run.error?.message).toBe('The fake server did not become ready.')
  })

  it('can be taken back with the version that is there', async () => {
    const context = await old()
    context.cluster.faults.failAfterCreating = true
    await runCommand(context, Upgrade, [...newer, '--yes'])
    context.cluster.faults.failAfterCreating = false

    const run = await runCommand(context, Upgrade, ['team', '--server-version', '0.93.3', '--yes'])

    expect(run).toMatchObject({ exit: 0, json: { deployment: { status: 'running' } } })
    expect(await context.cluster.read('team')).toMatchObject({ status: 'running' })
  })
})

describe('zen upgrade where the version is not for it to choose', () => {
  it.each([
    ['docker', 'zen deploy --name docker --image zenmldocker/zenml-server:0.99.0'],
    ['local', "pip install 'zenml[server]==0.99.0', then zen up local"],
  ])('says what to do instead: %s', async (provider, instead) => {
    const context = await clusterContext()
    await runCommand(context, Deploy, ['--provider', provider, '--yes'])

    const run = await runCommand(context, Upgrade, [provider, '--server-version', '0.99.0', '--yes'])

    expect(run).toMatchObject({ exit: 2, error: { code: 'NOT_UPGRADABLE' } })
    expect(run.error?.fix.join()).toContain(instead)
  })
})

describe('versions', () => {
  it.each([
    ['0.93.3', '0.98.0', -1],
    ['0.98.0', '0.98.0', 0],
    ['0.100.0', '0.98.0', 1],
    ['0.98.0rc1', '0.97.0', 1],
    ['0.98.0@sha256:abc', '0.97.0', 1],
    ['0.98.0-mine', '0.98.0', undefined],
    ['main', '0.98.0', undefined],
  ])('%s compared with %s: %s', (one, other, order) => {
    expect(compareVersions(one, other)).toBe(order)
  })
})

/** A computer whose client is connected to `team`, of an older version, in a context of its own. */
async function old(argv: readonly string[] = []): Promise<TestContext> {
  const context = await clusterContext()
  const typed = ['--server-version', '0.93.3', '--context', 'mine', ...argv]
  expect((await deployToCluster(context, typed)).exit).toBe(0)
  return context
}
