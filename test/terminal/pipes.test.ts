/** zen between other programs: what goes to stdout, what to stderr, and what happens when nobody reads. */
import { type ChildProcess, spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { cleanEnvironment, program } from './pseudo-terminal.ts'

it('prints exactly one JSON object on stdout, and its words on stderr', async () => {
  const zen = await run(['deploy', '--provider', 'local', '--yes', '--json'])

  expect(zen.exit).toBe(0)
  expect(zen.out.trimEnd().split('\n')).toHaveLength(1)
  expect(JSON.parse(zen.out)).toMatchObject({ ok: true, command: 'deploy' })
  expect(zen.err).toContain('… Deploying "local"')
})

it('prints one JSON object, too, when something is wrong', async () => {
  const zen = await run(['deploy', '--json', '--frobnicate'], { ZEN_DEBUG: '1' })

  expect(zen.exit).toBe(2)
  expect(JSON.parse(zen.out)).toMatchObject({
    ok: false,
    command: 'deploy',
    error: { code: 'USAGE', fix: ['See what is possible: zen deploy --help'] },
  })
  expect(zen.err).toContain('    at ')
})

it('prints one JSON object when it is interrupted', async () => {
  const child = await start(['deploy', '--provider', 'local', '--yes', '--json'], { FAKE: 'hang' })
  await said(child, 'Starting the server')
  child.kill('SIGINT')
  const zen = await endOf(child)

  expect(zen.exit).toBe(130)
  expect(JSON.parse(zen.out)).toMatchObject({ ok: false, error: { code: 'INTERRUPTED' } })
})

/** The last word of a `zen connect` or `zen open` that forwards a port is Ctrl-C. */
it.each(['connect', 'open'])('zen %s prints its one JSON object and stays until Ctrl-C', async (verb) => {
  const child = await start([verb, '--json'], { FAKE: 'unexposed', BROWSER: 'true' })
  const printed = await firstLine(child)
  const { url, forwarded } = JSON.parse(printed)
  expect(forwarded).toBe(true)
  expect((await fetch(`${url}/health`)).status).toBe(200)

  child.kill('SIGINT')
  const zen = await endOf(child)

  expect(zen.exit).toBe(0)
  expect(zen.out).toBe('')
  await expect(fetch(`${url}/health`)).rejects.toThrow()
})

it('owns up to its own mistakes, with a stack only when asked', async () => {
  const zen = await run(['list'], { FAKE: 'rebel' })

  expect(zen).toMatchObject({ exit: 1, out: '' })
  expect(zen.err).toContain('This should not have happened: no such thing')
  expect(zen.err).toContain('--debug')
  expect(zen.err).not.toContain('    at ')
})

it('leaves what is piped in to the flag that wants it', async () => {
  const child = await start(['up', '--json', '--password-file', '-'], { FAKE_PASSWORD: 'hunter2' })
  child.stdin?.end('hunter2\n')
  const zen = await endOf(child)

  // Only who has the password can connect the client.
  expect(JSON.parse(zen.out)).toMatchObject({ ok: true, client: { connected: true } })
  expect(zen.out + zen.err).not.toContain('hunter2')
})

it.each([
  { what: 'a result', argv: ['list'] },
  { what: 'a log that goes on and on', argv: ['logs', '--follow'] },
])('ends in peace when nobody reads $what', async ({ argv }) => {
  const child = await start(argv, { FAKE: 'deployed' })
  child.stdout?.destroy()

  const zen = await endOf(child)

  expect(zen.exit).toBe(0)
  expect(zen.err).not.toMatch(/EPIPE| {4}at /)
})

it('goes on with its work when nobody reads its words', async () => {
  const child = await start(['deploy', '--provider', 'local', '--yes'])
  child.stderr?.destroy()

  const zen = await endOf(child)

  expect(zen.exit).toBe(0)
  expect(zen.out).toContain('"local" is running')
})

interface Ended {
  readonly exit: number | null
  readonly out: string
  readonly err: string
}

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return endOf(await start(argv, env))
}

async function start(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ChildProcess> {
  const environment = { ...(await cleanEnvironment()), ...env }
  const child = spawn(process.execPath, [program, ...argv], {
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const exit = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const all = (stream: ChildProcess['stdout']) => (stream && !stream.destroyed ? text(stream) : '')
  const [out, err] = await Promise.all([all(child.stdout), all(child.stderr)])
  return { exit: await exit, out, err }
}

/** The first line of stdout, which nobody reads a second time. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    child.stdout?.on('data', function listen(chunk: Buffer) {
      heard += chunk.toString()
      if (!heard.includes('\n')) return
      child.stdout?.off('data', listen)
      resolve(heard)
    })
  })
}

/** Waits for words on stderr, and leaves them there for others to read. */
async function said(child: ChildProcess, words: string): Promise<void> {
  let heard = ''
  await new Promise<void>((resolve) => {
    child.stderr?.on('data', function listen(chunk: Buffer) {
      heard += chunk.toString()
      if (!heard.includes(words)) return
      child.stderr?.off('data', listen)
      resolve()
    })
  })
}
