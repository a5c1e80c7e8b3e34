/** What `zen show` and `zen list` say of a server in a cluster. */
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { connectClient } from '../../src/client/connection.ts'
import Connect from '../../src/commands/connect.ts'
import Down from '../../src/commands/down.ts'
import List from '../../src/commands/list.ts'
import Show from '../../src/commands/show.ts'
import { runCommand } from '../commands/run-command.ts'
import { nowhere, silence } from '../fakes/fake-cluster.ts'
import type { TestContext } from '../fakes/test-context.ts'
import { problemsOfResult } from '../repo/result-schema.ts'
import { clusterContext, deployToCluster } from './test-provider.ts'

const inside = ['--expose', 'none']

describe('zen show of a server in a cluster', () => {
  it('says what the cluster says of it', async () => {
    const context = await deployed()
    context.cluster.live.facts = {
      replicas: { ready: 1, wanted: 2 },
      certificateExpiresAt: inDays(60),
      troubles: ['The pod team-1 waits for a node.'],
    }

    const run = await runCommand(context, Show, ['team'])

    expect(run.text).toMatch(/^Where +context "fake" \(https:\/\/fake:6443\), namespace team$/m)
    expect(run.text).toMatch(/^Server +answers \(ZenML 0\.98\.0\)$/m)
    expect(run.text).toMatch(/^Replicas +1 of 2 ready$/m)
    expect(run.text).toMatch(/^Certificate +until \d{4}-\d\d-\d\d \(60 days\)$/m)
    expect(run.text).toMatch(/^Trouble +The pod team-1 waits for a node\.$/m)
    expect(run.json).toMatchObject({
      server: {
        ...{ healthy: true, version: '0.98.0', replicas: { ready: 1, wanted: 2 } },
        troubles: ['The pod team-1 waits for a node.'],
      },
    })
    expect(problemsOfResult(run.json, 'show')).toEqual([])
    expect(run.words).toEqual([])
  })

  it.each([
    [13.5, 'runs out in 13 days'],
    [1.5, 'runs out in 1 day.'],
    [0.5, 'runs out in less than a day'],
    [-0.5, 'has run out, so clients refuse it'],
  ])('warns of a certificate that has %d days', async (days, words) => {
    const context = await deployed()
    context.cluster.live.facts = { certificateExpiresAt: inDays(days) }

    const run = await runCommand(context, Show, ['team'])

    expect(run.words).toHaveLength(1)
    expect(run.words[0]).toContain(`warn: The certificate of "team" ${words}`)
    expect(run.text).toContain(days < 0 ? 'ran out on' : 'until')
    expect(run.text).not.toContain('(1 days)')
  })

  it('waits two seconds for the cluster and no longer', async () => {
    const [slow, deaf] = [await deployed(), await deployed()]
    slow.cluster.faults.slowInspect = true
    deaf.cluster.inspect = () => new Promise(() => undefined)
    const startedAt = Date.now()

    const [one, other] = await Promise.all([slow, deaf].map((context) => runCommand(context, Show, ['team'])))

    expect(Date.now() - startedAt).toBeLessThan(4_000)
    expect(one?.json).toMatchObject({ server: { healthy: true, troubles: [silence] } })
    expect(other?.text).toContain('did not answer within 2 seconds')
  })

  it('waits longer for a cluster that has to be logged in to first, and says so', async () => {
    const context = await deployed()
    context.cluster.inspect = async (_name, signal, listener) => {
      listener?.({ kind: 'step', text: 'Asking for a login' })
      await delay(2_300, undefined, { signal })
      return { troubles: ['It is well, but late.'] }
    }

    const run = await runCommand(context, Show, ['team'])

    expect(run.json).toMatchObject({ server: { troubles: ['It is well, but late.'] } })
    expect(run.words).toContain('step: Asking for a login')
  })

  it('takes the word of the cluster for a server that nothing leads to', async () => {
    const context = await deployed(inside)

    const well = await runCommand(context, Show, ['team'])
    expect(well.json).toMatchObject({ server: { url: nowhere, unexposed: true, healthy: true } })
    expect(well.text).toMatch(/^Dashboard +inside its cluster only: zen open team$/m)
    expect(well.text).toMatch(/^Server +runs \(ZenML 0\.98\.0\)$/m)
    expect(problemsOfResult(well.json, 'show')).toEqual([])

    context.cluster.live.facts = { replicas: { ready: 0, wanted: 1 } }
    const ill = await runCommand(context, Show, ['team'])
    expect(ill.json).toMatchObject({ server: { healthy: false } })
    expect(ill.text).toMatch(/^Server +does not run$/m)
  })

  it('says whether the client still reaches it through a forwarded port', async () => {
    const context = await deployed(inside)
    const connecting = runCommand(context, Connect, ['team'])
    while (context.terminal.results.length < 2) await tick()
    const { url } = context.cluster.forwards.at(-1) ?? { url: '' }

    const open = await runCommand(context, Show, ['team'])
    expect(open.json).toMatchObject({ client: { connected: true, forwarded: true } })
    expect(open.text).toContain(`connected through ${url}`)
    context.interrupt()
    await connecting

    // As after a zen connect that was killed.
    const config = { url: nowhere, apiKey: 'ZENKEY_old', verifySsl: true }
    await connectClient(context.clientEnvironment, { deployment: 'team', config })
    const closed = await runCommand(context, Show, ['team'])
    expect(closed.json).toMatchObject({ client: { connected: true, forwarded: false } })
    expect(closed.text).toMatch(/^Client +no port is forwarded to it: zen connect team$/m)
    expect(problemsOfResult(closed.json, 'show')).toEqual([])
  })

  it('says how to start one that is stopped', async () => {
    const context = await deployed()
    await runCommand(context, Down, ['team'])

    const run = await runCommand(context, Show, ['team'])

    expect(run.text).toMatch(/^team +stopped on cluster$/m)
    expect(run.text).toContain('not connected: zen up team')
  })
})

describe('zen list', () => {
  it('never looks into a cluster', async () => {
    const context = await deployed(inside)
    context.cluster.inspect = () => Promise.reject(new Error('That takes too long.'))

    const run = await runCommand(context, List, [])

    expect(run.exit).toBe(0)
    expect(run.text).toMatch(/^team +cluster +running +inside its cluster +\S+$/m)
    expect(run.json).toMatchObject({ deployments: [{ name: 'team', unexposed: true }] })
    expect(problemsOfResult(run.json, 'list')).toEqual([])
  })
})

async function deployed(argv: readonly string[] = []): Promise<TestContext> {
  const context = await clusterContext()
  expect((await deployToCluster(context, argv)).exit).toBe(0)
  return context
}

/** A little later than so many days from now, as ISO 8601. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000 + 60_000).toISOString()
}

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
