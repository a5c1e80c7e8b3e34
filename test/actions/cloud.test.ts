/** What a person and a CI job hear of a deployment in a cloud. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
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

describe('a report', () => {
  const page = async (context: TestContext) => (await context.files())[join(context.home, 'r.html')] ?? ''
  const quietly = [...inFrankfurt, '--yes']
  const argv = [...quietly, '--report', 'r.html']

  it('is written of what was made, for its owner alone, without secrets', async () => {
    const context = await cloudContext()
    const file = join(context.home, 'r.html')

    const elsewhere = ['--database', 'mysql://me@db.example.com:3306/zenml']
    const env = { ZEN_DATABASE_PASSWORD: 'a password for me' }
    const run = await runCommand(context, Deploy, [...argv, ...elsewhere], { env })

    expect(run).toMatchObject({ exit: 0, json: { report: file } })
    expect(run.text).toContain(`  Report     ${file}`)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const html = await page(context)
    for (const words of ['✓ running', 'EKS node group nodes', account, context.servers.cluster.url])
      expect(html).toContain(words)
    for (const hidden of ['a password for me', 'made-by-cluster']) expect(html).not.toContain(hidden)
  })

  it('is written of what failed, too, with the words of who refused', async () => {
    const context = await cloudContext({}, { refuses: 'database' })

    const run = await runCommand(context, Deploy, argv)

    expect(run.exit).toBe(1)
    expect(run.words).toContain(`info: Report: ${join(context.home, 'r.html')}`)
    const html = await page(context)
    for (const words of [
      '✕ failed',
      'could not be made',
      '&lt;b&gt;no room&lt;/b&gt; &amp; no time',
      'Go on',
    ])
      expect(html).toContain(words)
  })

  it('is written of a plan, and of checks that failed', async () => {
    const plan = await cloudContext()
    const refused = { id: 'room', title: 'Room', run: async () => Promise.reject(new Error('No room')) }
    const stopped = await cloudContext({ checks: [refused] })

    const run = await runCommand(plan, Deploy, [...argv, '--preview'])
    await runCommand(stopped, Deploy, argv)

    expect(run.json).toMatchObject({ preview: {}, report: join(plan.home, 'r.html') })
    expect(await page(plan)).toContain('○ planned')
    expect(await page(stopped)).toContain('No room')
  })

  it('is written wherever a server goes', async () => {
    const context = await testContext()

    await runCommand(context, Deploy, [
      '--provider',
      'kubernetes',
      '--name',
      'team',
      '--yes',
      '--report',
      'r.html',
    ])

    expect(await page(context)).toContain('context &quot;fake&quot;')
  })

  it('that nobody could read is refused beforehand, and so is another kind of file', async () => {
    const context = await cloudContext()

    const nowhere = await runCommand(context, Deploy, [...quietly, '--report', 'no/such/folder/r.html'])
    const config = await runCommand(context, Deploy, [...quietly, '--report', 'zen.yaml'])

    expect(nowhere).toMatchObject({ exit: 4, error: { code: 'CHECKS_FAILED' } })
    expect(config).toMatchObject({ exit: 2 })
    expect(config.error?.message).toContain('must be a file that ends with .html')
    expect(context.cluster.journal).toEqual([])
  })

  it('is not written where nothing was to be reported', async () => {
    const context = await cloudContext({ canAsk: true, answers: ['none', 'new', false] })

    const run = await runCommand(context, Deploy, [
      ...inFrankfurt,
      ...['--name', 'team', '--preset', 'small', '--report', 'r.html'],
    ])

    expect(run.exit).toBe(3)
    expect(await page(context)).toBe('')
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
