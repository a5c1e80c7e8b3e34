import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { freePortAfter, portProblem, waitUntilFree } from '../../../src/engine/local/port.ts'
import { portError } from '../../../src/engine/local/port-check.ts'
import { freePort } from '../../free-port.ts'
import { localComputer } from './local-computer.ts'

test('a port is free until somebody listens, also at all addresses', async () => {
  const port = await freePort()
  expect(await portProblem('127.0.0.1', port)).toBeUndefined()

  await occupy(port, '0.0.0.0')

  expect(await portProblem('127.0.0.1', port)).toBe('EADDRINUSE')
  expect(await portProblem('localhost', port)).toBe('EADDRINUSE')
  expect(await freePortAfter('127.0.0.1', port)).toBeGreaterThan(port)
})

test('a port that is about to become free is waited for, and one that stays taken is not for ever', async () => {
  const port = await freePort()
  const release = await occupy(port, '127.0.0.1')

  await waitUntilFree('127.0.0.1', port, 100)
  expect(await portProblem('127.0.0.1', port)).toBe('EADDRINUSE')

  const free = waitUntilFree('127.0.0.1', port, 10_000)
  release()
  await free
  expect(await portProblem('127.0.0.1', port)).toBeUndefined()
})

test('the last port has none after it', async () => {
  expect(await freePortAfter('127.0.0.1', 65_535)).toBeUndefined()
})

test('the error of a taken port names who has it', async () => {
  const { facts } = await localComputer()
  const port = await freePort()
  await occupy(port, '127.0.0.1')

  const error = await portError({ host: '127.0.0.1', port }, facts)

  expect(error).toMatchObject({ code: 'PORT_IN_USE', details: { port, pid: process.pid } })
  expect(error?.message).toContain(`process ${process.pid}`)
})

test("ZenML's own local server is told how to make room", async () => {
  const { facts } = await localComputer()
  const port = await freePort()
  await zenmlDaemon(port)

  const error = await portError({ host: '127.0.0.1', port }, facts)

  expect(error?.fix[0]).toBe('Stop that server: zenml logout --local')
  expect(error?.message).toContain('zenml login --local')
})

/** @returns what lets go of the port */
async function occupy(port: number, host: string): Promise<() => void> {
  const server = createServer()
  server.listen(port, host)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return () => void server.close()
}

/** Stands in for the daemon, which takes 20 s to start: the same words in its command line, and a port. */
async function zenmlDaemon(port: number): Promise<void> {
  const program = `require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('listening'))`
  const args = ['-e', program, 'zenml.services.local.local_daemon_entrypoint']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(createInterface({ input: child.stdout }), 'line')
}
