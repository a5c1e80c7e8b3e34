import { appendFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lastLines, readLog } from '../../../src/engine/local/log-file.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

test('the last lines come in order, also those longer than one read, and one that has no end yet', async () => {
  const file = join(await temporaryDirectory(), 'log')
  const long = 'é'.repeat(100_000)
  await writeFile(file, `one\ntwo\n${long}\nlast`)

  expect(await lastLines(file, 2)).toEqual([long, 'last'])
  expect(await lastLines(file, 10)).toEqual(['one', 'two', long, 'last'])
  expect(await lastLines(file, 0)).toEqual([])
})

test('a log that is not there has no lines', async () => {
  expect(await lastLines(join(await temporaryDirectory(), 'log'), 5)).toEqual([])
})

test('following tells lines as they are added, through truncation and rotation, until it is cancelled', async () => {
  const file = join(await temporaryDirectory(), 'log')
  await writeFile(file, 'a\nb\nc\n')
  const cancel = new AbortController()
  const lines = readLog(file, { tail: 2, follow: true, signal: cancel.signal })
  const next = async () => (await lines.next()).value

  expect([await next(), await next()]).toEqual(['b', 'c'])
  await appendFile(file, 'half')
  const whole = next()
  await appendFile(file, ' and whole\n')
  expect(await whole).toBe('half and whole')

  await truncate(file)
  const afterTruncation = next()
  await appendFile(file, 'd\n')
  expect(await afterTruncation).toBe('d')

  await rename(file, `${file}.1`)
  await writeFile(file, 'a line of the new file that is longer than all before\n')
  expect(await next()).toBe('a line of the new file that is longer than all before')

  const end = lines.next()
  cancel.abort()
  expect(await end).toEqual({ done: true, value: undefined })
})

test('following a log that appears later begins with its first line, and survives its removal', async () => {
  const file = join(await temporaryDirectory(), 'log')
  const cancel = new AbortController()
  const lines = readLog(file, { tail: 10, follow: true, signal: cancel.signal })
  const first = lines.next()

  await writeFile(file, 'first\n')

  expect(await first).toEqual({ done: false, value: 'first' })
  await rm(file)
  const end = lines.next()
  cancel.abort()
  expect(await end).toEqual({ done: true, value: undefined })
})
