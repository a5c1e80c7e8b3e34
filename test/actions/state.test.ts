/** Where the state of deployments lives, as far as people say so. */
import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import Up from '../../src/commands/up.ts'
import { runCommand } from '../commands/run-command.ts'
import type { TestContext } from '../fakes/test-context.ts'
import { ClusterDeploy, clusterContext, deployToCluster } from './test-provider.ts'

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
    const context = await unanswered()
    const local = ['--provider', 'local', '--yes']

    const typed = await runCommand(context, Deploy, [...local, '--backend', backend])
    expect(typed).toMatchObject({ exit: 2, error: { code: 'USAGE' } })
    expect(typed.error?.message).toBe(
      '--backend means nothing to the provider local: its state stays on this computer.',
    )
    const set = await runCommand(context, Deploy, local, { env: { ZEN_BACKEND: backend } })
    expect(set.exit).toBe(0)
  })

  it('need not answer where it has nothing to do with what is deployed', async () => {
    const context = await unanswered()

    expect(await runCommand(context, Up, [])).toMatchObject({ exit: 0 })
    const cluster = await deployToCluster(context)
    expect(cluster).toMatchObject({
      exit: 1,
      error: { message: 'This should not have happened: No bucket.' },
    })
  })
})

/** A computer that does not get at the state of what is in clusters. */
async function unanswered(): Promise<TestContext> {
  const context = await clusterContext()
  context.cluster.read = () => Promise.reject(new Error('No bucket.'))
  return context
}
