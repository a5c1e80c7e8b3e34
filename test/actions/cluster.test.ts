/** What is different where an engine deploys to a cluster, of which this computer sees only a part. */
import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import Destroy from '../../src/commands/destroy.ts'
import Down from '../../src/commands/down.ts'
import Show from '../../src/commands/show.ts'
import Up from '../../src/commands/up.ts'
import Upgrade from '../../src/commands/upgrade.ts'
import { runCommand } from '../commands/run-command.ts'
import { nowhere } from '../fakes/fake-cluster.ts'
import { testContext } from '../fakes/test-context.ts'
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

  it.each([
    [{ choices: ['dev', 'prod'], usual: 'prod' }, ['prod', 'in-cluster', 'none', true], 'prod'],
    [{ choices: ['prod'] }, ['in-cluster', 'none', true], 'fake'],
    [undefined, ['in-cluster', 'none', true], 'fake'],
  ])('asks for the context where there are several: %j', async (offer, answers, chosen) => {
    const context = await testContext({ canAsk: true, answers })
    context.cluster.offer = async (flag) => (flag === 'context' ? offer : undefined)

    await runCommand(context, Deploy, ['--provider', 'kubernetes', '--name', 'team'])

    const [first] = context.terminal.questions
    if (answers.length === 4)
      expect(first).toMatchObject({
        ...{ kind: 'select', flag: 'context', default: 'prod' },
        choices: [{ value: 'dev' }, { value: 'prod' }],
      })
    else expect(first).toMatchObject({ flag: 'database', default: 'in-cluster' })
    expect((await context.cluster.read('team'))?.spec.options['context']).toBe(chosen)
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

  it('takes an older version where a newer one never ran', async () => {
    const context = await clusterContext()
    context.cluster.faults.failAfterCreating = true
    await deployToCluster(context, ['--server-version', '9.9.9'])
    context.cluster.faults.failAfterCreating = false

    const run = await deployToCluster(context, ['--server-version', '0.98.0'])

    expect(run).toMatchObject({ exit: 0 })
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

describe('the provider kubernetes', () => {
  it('goes through its life by the same verbs', async () => {
    const context = await testContext()
    const typed = ['--provider', 'kubernetes', '--name', 'team', '--expose', 'none', '--database', 'sqlite']
    const version = ['--server-version', '0.93.3']

    for (const [Command, argv] of [
      [Deploy, [...typed, ...version, '--yes']],
      [Down, ['team']],
      [Up, ['team']],
      [Upgrade, ['team', '--server-version', '0.98.0', '--yes']],
      [Show, ['team']],
      [Destroy, ['team', '--delete-data', '--yes']],
    ] as const) {
      expect(await runCommand(context, Command, argv)).toMatchObject({ exit: 0, error: undefined })
    }
    expect(context.cluster.journal).toEqual([
      ...['up team', 'stop team', 'up team', 'up team', 'destroy delete team'],
    ])
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

function warningsOf(words: readonly string[]): readonly string[] {
  return words.filter((line) => line.startsWith('warn: '))
}

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
