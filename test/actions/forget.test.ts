/** `zen destroy --forget`: of a place that nobody can reach any more, zen keeps no record, and says so. */
import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import Destroy from '../../src/commands/destroy.ts'
import List from '../../src/commands/list.ts'
import { runCommand } from '../commands/run-command.ts'
import { type TestContext, testContext } from '../fakes/test-context.ts'
import { problemsOfResult } from '../repo/result-schema.ts'
import { clusterContext, deployToCluster } from './test-provider.ts'

const before = '# mine\nversion: 0.98.0\nstore:\n  type: sql\n'
const where = 'context "fake" (https://fake:6443), namespace team'

describe('zen destroy --forget', () => {
  it('takes zen’s own record away and nothing else, and lists what may still be there', async () => {
    const context = await unreachable()
    const seen = context.servers.cluster.requests.length

    const run = await runCommand(context, Destroy, ['team', '--forget', '--yes'])

    expect(run.exit).toBe(6)
    expect(run.json).toEqual({
      ...{ ok: false, command: 'destroy', destroyed: [], forgotten: ['team'] },
      ...{ left: ['Server team'], data: { action: 'none' }, client: { restored: true } },
    })
    expect(problemsOfResult(run.json, 'destroy')).toEqual([])
    expect(run.text).toContain('"team" is forgotten. Nothing was taken away')
    expect(run.text).toContain('  - Server team')
    expect(run.text).toContain(where)
    expect(run.text).not.toMatch(/gone|destroyed/)
    expect(context.cluster.journal).toEqual(['up team', 'forget team'])
    expect(context.servers.cluster.requests).toHaveLength(seen)
    expect(await context.clientFile('config.yaml')).toBe(before)
    expect((await runCommand(context, List, [])).json).toMatchObject({ deployments: [] })
    const again = await runCommand(context, Destroy, ['team', '--forget', '--yes'])
    expect(again).toMatchObject({ exit: 1, error: { code: 'DEPLOYMENT_NOT_FOUND' } })
  })

  it('asks a person to type the name', async () => {
    const context = (await unreachable()).withTerminal({ canAsk: true, answers: ['team'] })

    const run = await runCommand(context, Destroy, ['--forget'])

    expect(context.terminal.questions).toMatchObject([
      { kind: 'text', flag: 'yes', message: 'To forget it all the same, type its name: team' },
    ])
    expect(run.words.join('\n')).toContain(`Nothing is taken away on ${where}`)
    expect(run).toMatchObject({ exit: 6, json: { forgotten: ['team'] } })
  })

  it.each(['', 'y', 'teams'])('forgets nothing where somebody types "%s" instead', async (answer) => {
    const context = (await unreachable()).withTerminal({ canAsk: true, answers: [answer] })

    const run = await runCommand(context, Destroy, ['team', '--forget'])

    expect(run).toMatchObject({ exit: 3, error: { code: 'DECLINED', message: 'Nothing was forgotten.' } })
    expect(context.cluster.journal).toEqual(['up team'])
  })

  it.each([
    ['consent', ['team', '--forget'], '--yes, ZEN_YES'],
    ['a name', ['--forget', '--yes'], '--name, ZEN_NAME'],
  ])('wants %s where nobody can be asked', async (_, argv, words) => {
    const context = await unreachable()

    const run = await runCommand(context, Destroy, argv)

    expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(run.error?.message).toContain(words)
    expect(context.cluster.journal).toEqual(['up team'])
  })

  it.each(['--force', '--delete-data', '--keep-database', '--cluster-gone'])(
    'is not to be had together with %s, which takes something away',
    async (flag) => {
      const context = await unreachable()

      const run = await runCommand(context, Destroy, ['team', '--forget', '--yes', flag])

      expect(run).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
      expect(run.error?.message).toContain(`--forget and ${flag} exclude each other`)
      expect(context.cluster.journal).toEqual(['up team'])
    },
  )

  it('takes over a lock only when told to', async () => {
    const context = await unreachable()
    context.cluster.faults.lockedBy = { user: 'ada', host: 'desk', pid: 7, since: '2026-01-01T00:00:00.000Z' }

    expect((await runCommand(context, Destroy, ['team', '--forget', '--yes'])).exit).toBe(5)
    expect((await runCommand(context, Destroy, ['team', '--forget', '--yes', '--unlock'])).exit).toBe(6)
  })

  it('is nothing for what is on this computer', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, ['--provider', 'local', '--yes'])

    const run = await runCommand(context, Destroy, ['local', '--forget', '--yes'])

    expect(run).toMatchObject({ exit: 1, error: { code: 'NOT_FORGETTABLE' } })
    expect(run.error?.fix).toEqual(['Take it away: zen destroy local'])
  })
})

describe('zen destroy --force, where everything refuses,', () => {
  it('names the way to forget, after what is left', async () => {
    const context = await unreachable(false)
    context.cluster.faults.leftovers = ['EKS cluster zen-team: You may not.']

    const forced = await runCommand(context, Destroy, ['team', '--force', '--yes'])
    const usual = await runCommand(context, Destroy, ['team', '--yes'])

    expect([forced.exit, usual.exit]).toEqual([6, 6])
    expect(forced.text).toContain('zen destroy team --forget')
    expect(usual.text).not.toContain('--forget')
  })

  it('names it also where it comes to no end', async () => {
    const context = await unreachable(false)
    context.cluster.faults.failAtDestroy = true

    const run = await runCommand(context, Destroy, ['team', '--force', '--yes'])

    expect(run).toMatchObject({ exit: 1, error: { code: 'FAKE_FAULT' } })
    expect(run.error?.fix.at(-1)).toBe('If nothing of it can be reached any more: zen destroy team --forget')
  })
})

/** A computer that deployed `team` to a cluster, which then fell silent. */
async function unreachable(clusterSilent = true): Promise<TestContext> {
  const context = await clusterContext({ clientConfig: before })
  expect((await deployToCluster(context)).exit).toBe(0)
  context.cluster.faults.clusterSilent = clusterSilent
  return context
}
