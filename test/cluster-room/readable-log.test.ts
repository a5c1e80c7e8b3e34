import { expect, test } from 'vitest'
import { readableLines } from '../../src/cluster/readable-log.ts'

const readable = (log: string) => {
  const lines = readableLines()
  return log.split('\n').flatMap((line) => lines(line))
}

test('what was said stays, without colours', () => {
  expect(readable('\u001b[32mRunning upgrade\u001b[0m\n  with an indented line')).toEqual([
    'Running upgrade',
    '  with an indented line',
  ])
})

test('of a traceback the error stays, and of a chain of them each', () => {
  const log = `starting
Traceback (most recent call last):
  File "a.py", line 1, in connect
    raise Broken("inner")
KeyError: inner

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "b.py", line 2, in main
    connect()
Broken: outer
(see https://example.com)`

  expect(readable(log).filter(Boolean)).toEqual([
    'starting',
    'KeyError: inner',
    'Broken: outer',
    '(see https://example.com)',
  ])
})

test('tracebacks in boxes are left out', () => {
  const log = `╭───────── Traceback (most recent call last) ─────────╮
│ /opt/site/pymysql/err.py:150 in raise_mysql_exception │
│ ❱ 150 │   raise errorclass(errno, errval)             │
╰──────────────────────────────────────────────────────╯
OperationalError: (1045, "Access denied for user")`

  expect(readable(log)).toEqual(['OperationalError: (1045, "Access denied for user")'])
})

test('the password of an address is left out, whatever letters it has', () => {
  expect(readable('mysql://zen:p%40ss/w:rd@db:3306/zenml refused')).toEqual([
    'mysql://zen:***@db:3306/zenml refused',
  ])
})
