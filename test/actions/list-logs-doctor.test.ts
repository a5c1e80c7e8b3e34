import { describe, expect, it } from 'vitest'
import Deploy from '../../src/commands/deploy.ts'
import Doctor from '../../src/commands/doctor.ts'
import List from '../../src/commands/list.ts'
import Logs from '../../src/commands/logs.ts'
import { runCommand } from '../commands/run-command.ts'
import { testContext } from '../fakes/test-context.ts'

describe('zen list', () => {
  it('says how to make the first one', async () => {
    const run = await runCommand(await testContext(), List, [])

    expect(run).toMatchObject({ exit: 0, text: 'No deployment yet. Make one: zen deploy' })
    expect(run.json).toEqual({ ok: true, command: 'list', deployments: [] })
  })

  it('shows those of all engines by name, without any password', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, ['--provider', 'local', '--yes'])
    await runCommand(context, Deploy, ['--provider', 'docker', '--name', 'abc', '--yes'])

    const run = await runCommand(context, List, [])

    expect(run.json).toMatchObject({
      deployments: [
        { name: 'abc', provider: 'docker', status: 'running', url: context.servers.docker.url },
        { name: 'local', provider: 'local', status: 'running', url: context.servers.local.url },
      ],
    })
    const [head, ...rows] = run.text?.split('\n') ?? []
    expect(head).toMatch(/^NAME +PROVIDER +STATUS +URL +UPDATED$/)
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(run)).not.toContain('made-by-docker')
  })
})

describe('zen logs', () => {
  it('prints the end of the log, and says in JSON how many lines it were', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, ['--provider', 'local', '--yes'])

    const all = await runCommand(context, Logs, [])
    expect(all.lines).toEqual(['Started', 'Ready'])
    expect(all.json).toEqual({ ok: true, command: 'logs', lines: 2 })
    expect((await runCommand(context, Logs, ['--tail', '1'])).lines).toEqual(['Ready'])
    expect((await runCommand(context, Logs, ['--tail', '0'])).lines).toEqual([])
  })

  it('follows until Ctrl-C, which is no failure', async () => {
    const context = await testContext()
    await runCommand(context, Deploy, ['--provider', 'local', '--yes'])
    const print = context.terminal.line
    context.terminal.line = (text) => {
      print(text)
      if (text === 'Ready') context.local.log('local', 'last')
      if (text === 'last') context.interrupt()
    }

    const run = await runCommand(context, Logs, ['-f'])

    expect(run).toMatchObject({ exit: 0, error: undefined, lines: ['Started', 'Ready', 'last'] })
  })

  it('refuses a number of lines that is none', async () => {
    const run = await runCommand(await testContext(), Logs, ['--tail', '-1'])

    expect(run.exit).toBe(2)
    expect(run.error?.message).toContain('--tail must be a whole number, 0 or more')
  })
})

describe('zen doctor', () => {
  const pass = { verdict: 'pass' as const, message: 'Fine.', fix: [] }
  const fail = { verdict: 'fail' as const, message: 'No engine.', fix: ['Install one.'] }

  it('is content when everything is fine, and changes nothing', async () => {
    const context = await testContext({ checks: [{ id: 'engine', title: 'Engine', run: async () => pass }] })

    const run = await runCommand(context, Doctor, [])

    expect(run).toMatchObject({ exit: 0, json: { ok: true, command: 'doctor' } })
    expect(run.text).toContain('Ready: zen deploy')
    expect(await context.files()).toEqual({})
  })

  it('ends with exit code 4 and every fix when nothing can be deployed', async () => {
    const context = await testContext({ checks: [{ id: 'engine', title: 'Engine', run: async () => fail }] })

    const run = await runCommand(context, Doctor, [])

    expect(run).toMatchObject({ exit: 4, json: { ok: false } })
    expect(run.text).toContain('✗ Engine: No engine.\n      → Install one.')
    expect(JSON.stringify(run.json)).toContain('"subject":"docker","id":"engine"')
  })

  it('takes a check that breaks for one that failed', async () => {
    const broken = { id: 'engine', title: 'Engine', run: () => Promise.reject(new Error('bang')) }

    const run = await runCommand(await testContext({ checks: [broken] }), Doctor, ['--provider', 'docker'])

    expect(run.exit).toBe(4)
    expect(run.text).toContain('✗ Engine: bang')
    expect(run.text).not.toContain('This computer')
  })

  it('suggests the nearest provider', async () => {
    const run = await runCommand(await testContext(), Doctor, ['--provider', 'dokcer'])

    expect(run.exit).toBe(2)
    expect(run.error?.message).toMatch(
      /must be one of local, docker, .*, and is "dokcer"; did you mean "docker"\?/,
    )
  })
})
