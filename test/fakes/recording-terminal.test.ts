import { expect, it } from 'vitest'
import type { Question } from '../../src/terminal/terminal.ts'
import { recordingTerminal } from './recording-terminal.ts'

const select: Question = {
  kind: 'select',
  flag: 'provider',
  message: 'Where?',
  choices: [{ value: 'local', label: 'Here' }],
}
const text: Question = {
  kind: 'text',
  flag: 'port',
  message: 'Port?',
  problem: (answer) => (answer === '1' ? undefined : 'must be 1'),
}
const confirm = { kind: 'confirm', flag: 'yes', message: 'Go?', default: true } as const

it('answers what was queued, in order', async () => {
  const terminal = recordingTerminal({ canAsk: true, answers: ['local', '1'] })
  terminal.willAnswer(false)

  expect(await terminal.ask(select)).toBe('local')
  expect(await terminal.ask(text)).toBe('1')
  expect(await terminal.confirm(confirm)).toBe(false)
  expect(terminal.questions).toEqual([select, text, confirm])
})

it('refuses answers that a real prompt would refuse, and questions nobody expected', async () => {
  const terminal = recordingTerminal({ canAsk: true, answers: ['moon', '2', 'yes'] })

  await expect(terminal.ask(select)).rejects.toThrow('not among the choices')
  await expect(terminal.ask(text)).rejects.toThrow('must be 1')
  await expect(terminal.confirm(confirm)).rejects.toThrow('no answer')
  await expect(terminal.confirm(confirm)).rejects.toThrow('Nobody expected')
})

it('can be a place where nobody is', async () => {
  const terminal = recordingTerminal({ answers: ['local'] })

  await expect(terminal.ask(select)).rejects.toMatchObject({ code: 'USAGE', exit: 2 })
})

it('remembers words, steps, lines, results and failures', () => {
  const terminal = recordingTerminal()

  terminal.info('one')
  terminal.warn('two')
  const step = terminal.step('three')
  step.update('four')
  step.succeed()
  terminal.step('five').fail()
  terminal.line('six')
  terminal.result('seven', { ok: true })

  expect(terminal.words).toEqual([
    ...['info: one', 'warn: two', 'step: three', 'step: four', 'done: four'],
    ...['step: five', 'failed: five'],
  ])
  expect(terminal.lines).toEqual(['six'])
  expect(terminal.results).toEqual([{ text: 'seven', value: { ok: true } }])
})
