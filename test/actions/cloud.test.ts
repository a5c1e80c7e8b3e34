/** What a person and a CI job hear of a deployment in a cloud. */
import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import { aws } from '../../stacks/aws/provider.ts'
import type { Provider } from '../../stacks/contract.ts'
import { runCommand } from '../commands/run-command.ts'
import { type FakeCloudOptions, fakeCloud } from '../fakes/fake-cloud.ts'
import { type TestContext, type TestContextOptions, testContext } from '../fakes/test-context.ts'

const inFrankfurt = ['--provider', 'aws', '--region', 'eu-central-1']
const account = 'AWS account 111111111111 in eu-central-1'

async function cloudContext(options: TestContextOptions = {}, cloud: FakeCloudOptions = {}) {
  const context = await testContext(options)
  const engine = fakeCloud(context.cluster, aws, cloud)
  const engineOf = async (provider: Provider) => (provider === aws ? engine : context.engineOf(provider))
  const whole: TestContext = { ...context, engineOf }
  return whole
}

describe('in a terminal', () => {
  it('a person is asked in which cloud, by what name, where, how large, and in which network', async () => {
    const context = await cloudContext({
      canAsk: true,
      answers: ['aws', 'team', 'eu-central-1', 'production', 'none', 'new', true],
    })

    const run = await runCommand(context, Deploy, [])

    const { questions } = context.terminal
    expect(run.exit).toBe(0)
    expect(questions.map(({ flag }) => flag)).toEqual([
      ...['provider', 'name', 'region', 'preset', 'domain', 'vpc-id', 'yes'],
    ])
    expect(questions[1]).toMatchObject({ default: 'aws' })
    expect(questions.at(-1)?.message).toMatch(
      new RegExp(`^Deploy "team" on ${account}, for about \\$\\d+ a month\\?$`),
    )
    expect(run.words).toContain(
      'info: The same without questions: zen deploy --provider aws --name team --region eu-central-1 --preset production --domain none --yes',
    )
  })

  it('a deployment that is there is offered to go on with', async () => {
    const context = await cloudContext({ canAsk: true, answers: ['team'] })
    await runCommand(context, Deploy, [...inFrankfurt, '--name', 'team', '--yes'])

    const run = await runCommand(context, Deploy, ['--provider', 'aws'])

    expect(run).toMatchObject({ exit: 0, json: { changes: { create: 0, same: 8 } } })
    expect(context.terminal.questions).toMatchObject([
      { flag: 'name', default: 'team', suggestions: ['team'] },
    ])
  })

  it('a name that can be none is refused where it is typed', async () => {
    const context = await cloudContext({ canAsk: true, answers: ['Team'] })

    const run = await runCommand(context, Deploy, inFrankfurt)

    expect(run.error?.cause).toMatchObject({ message: 'The prompt refuses Team: A name must be lower case.' })
  })

  it('nobody is asked a name while something else is wrong', async () => {
    const context = await cloudContext({ canAsk: true })

    const run = await runCommand(context, Deploy, ['--provider', 'aws', '--region', 'mars'])

    expect(run.exit).toBe(2)
    expect(context.terminal.questions).toEqual([])
  })
})

describe('without questions', () => {
  it('a preview has parts, and what each preset would cost', async () => {
    const context = await cloudContext()

    const run = await runCommand(context, Deploy, [...inFrankfurt, '--preview'])

    expect(run.json).toMatchObject({
      preview: {
        where: account,
        parts: [
          { part: 'network', changes: { create: 3 }, minutes: 3, monthlyUsd: expect.any(Number) },
          { part: 'cluster', changes: { create: 2 }, minutes: 14 },
          { part: 'database', changes: { create: 1 }, minutes: 7 },
          { part: 'server', changes: { create: 2 }, minutes: 4 },
        ],
        estimate: { minutes: 19 },
        choices: [
          { flag: 'preset', value: 'small', chosen: true },
          { flag: 'preset', value: 'production', chosen: false },
        ],
      },
    })
    expect(run.text).toMatch(/^On AWS account 111111111111 in eu-central-1:\n {2}part +changes/)
    expect(run.text).toMatch(/\n {2}production +\d+ min +\$\d+\.\d\d\nNothing was changed\.$/)
  })

  it('a deployment is shown by part, with warnings as they come, and its resources are timed', async () => {
    const context = await cloudContext()

    const run = await runCommand(context, Deploy, [...inFrankfurt, '--yes', '--json'])

    expect(run).toMatchObject({ exit: 0, json: { changes: { create: 8 }, slowest: [] } })
    expect(run.words).toContain('warn: EC2 NAT gateway nat: the address is new here')
    expect(run.words.join()).not.toContain('Creating the')
    expect(run.words).toContain('done: Deploying "aws"')
  })

  it('nothing is shown that would not change', async () => {
    const context = await cloudContext()
    await runCommand(context, Deploy, [...inFrankfurt, '--yes'])

    const run = await runCommand(context, Deploy, [...inFrankfurt, '--yes'])

    expect(run.words.filter((line) => line.includes('network'))).toEqual([])
    expect(run.text).toContain('nothing was changed')
  })
})
