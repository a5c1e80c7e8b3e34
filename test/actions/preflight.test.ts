/** What the place that a deployment goes to says before anything is made there. */
import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { cloudRefused } from '../../src/errors/cloud.ts'
import { engineFailed } from '../../src/errors/pulumi.ts'
import type { Check, Finding, Verdict } from '../../stacks/contract.ts'
import { runCommand } from '../commands/run-command.ts'
import { testContext } from '../fakes/test-context.ts'

type PreflightMethod = NonNullable<Engine['preflight']>

const words = ['--provider', 'kubernetes', '--name', 'team']
const found = (id: string, verdict: Verdict, message: string, ...fix: string[]) => ({
  ...{ id, title: id, verdict, message, fix },
})
const check = (id: string, finding: Finding): Check => ({ id, title: id, run: async () => finding })
const noEngine: Check = check('engine', { verdict: 'fail', message: 'No engine.', fix: ['Get one.'] })

const settling: PreflightMethod = async ({ spec, secrets }) => ({
  target: { spec: { ...spec, options: { ...spec.options, account: '1234' } }, secrets },
  findings: [found('quota', 'warn', 'Nearly full.', 'Ask for more.')],
  where: 'Cloud account 1234, as ada',
})

describe('the place', () => {
  it('is named in the question, warns, and what it settles is deployed', async () => {
    const asked: string[] = []
    const context = await testContext({ canAsk: true, answers: [true], preflight: settling })
    context.terminal.whenAsked = async ({ message }) => void asked.push(message)

    const run = await runCommand(context, Deploy, [...words, '--database', 'sqlite', '--expose', 'none'])

    expect(run).toMatchObject({ exit: 0, error: undefined })
    expect(asked).toContain('Deploy "team" on Cloud account 1234, as ada?')
    expect(run.words).toContain('warn: Nearly full.\n  Ask for more.')
    expect((await context.cluster.read('team'))?.spec.options).toMatchObject({ account: '1234' })
  })

  it('is asked once, and named in the JSON of a preview', async () => {
    let times = 0
    const preflight: PreflightMethod = (...all) => {
      times += 1
      return settling(...all)
    }
    const run = await runCommand(await testContext({ preflight }), Deploy, [...words, '--preview'])

    expect(run.json).toMatchObject({ preview: { where: 'Cloud account 1234, as ada' } })
    expect(times).toBe(1)
  })

  it('stops everything by what it finds, together with what this computer lacks', async () => {
    const preflight: PreflightMethod = async (target) => ({
      target,
      findings: [found('region', 'fail', 'No such region.', 'Take another.'), found('ok', 'pass', 'Fine.')],
    })
    const context = await testContext({ preflight, clientConfig: 'store: [' })

    const run = await runCommand(context, Deploy, [...words, '--yes'])

    expect(run).toMatchObject({ exit: 4, error: { code: 'CHECKS_FAILED' } })
    expect(run.error?.message).toMatch(
      /^2 checks failed\. Nothing was created\.\n {2}- .*\n {2}- No such region\.$/s,
    )
    expect(run.error?.fix).toContain('Take another.')
    expect(context.cluster.journal).toEqual([])
  })

  it('that does not answer is a finding too, with its own words', async () => {
    const refusal = cloudRefused('Cloud', undefined, 'api error 42')
    const context = await testContext({ preflight: () => Promise.reject(refusal) })

    const run = await runCommand(context, Deploy, [...words, '--yes'])

    expect(run).toMatchObject({
      exit: 4,
      error: {
        code: 'CHECKS_FAILED',
        message: 'Cloud does not answer what zen has to know. Nothing was created.',
        foreign: 'api error 42',
      },
    })
  })

  it('is not asked without what it takes to ask', async () => {
    const preflight: PreflightMethod = () => Promise.reject(new Error('Nobody should ask'))
    const run = await runCommand(await testContext({ preflight, checks: [noEngine] }), Deploy, [
      ...words,
      '--yes',
    ])

    expect(run).toMatchObject({ exit: 4, error: { message: 'No engine. Nothing was created.' } })
  })

  it('breaks off when an engine breaks', async () => {
    const preflight: PreflightMethod = () => Promise.reject(engineFailed('team', 'bang'))
    const run = await runCommand(await testContext({ preflight }), Deploy, [...words, '--yes'])

    expect(run).toMatchObject({ exit: 1, error: { code: 'ENGINE_FAILED' } })
    expect(run.words.some((line) => line.startsWith('failed'))).toBe(true)
  })
})
