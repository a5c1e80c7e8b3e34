import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  environmentDirectory,
  hasUv,
  installCommands,
  makeEnvironment,
  readyEnvironment,
} from '../../../src/engine/local/python-environment.ts'
import { probePython } from '../../../src/engine/local/python-probe.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { barePython } from '../../zenml/python.ts'

// All of it: how the package index is reached is told in variables as well.
const env = process.env

test('an environment with the real server is made, over what a killed zen left, and reused', async () => {
  const options = await makeOptions('0.98.0')
  const { dataDirectory } = options
  const directory = environmentDirectory(dataDirectory, '0.98.0')
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'half-made'), '')

  const [python, same] = await Promise.all([makeEnvironment(options), makeEnvironment(options)])

  expect(await probePython(python, env)).toMatchObject({ zenml: '0.98.0', hasServer: true })
  expect(same).toBe(python)
  expect(await readdir(directory)).not.toContain('half-made')
  const installs = options.events.filter(({ kind }) => kind === 'step')
  expect(installs, 'two zen at once install once').toHaveLength(1)
}, 180_000)

test('a version that does not exist ends in the words of the installer, and in no environment', async () => {
  const options = await makeOptions('0.98.12345')

  await expect(makeEnvironment(options)).rejects.toMatchObject({
    code: 'ENVIRONMENT_NOT_MADE',
    foreign: expect.stringContaining('0.98.12345'),
  })
  expect(await readyEnvironment(options.dataDirectory, '0.98.12345')).toBe(false)
}, 60_000)

test('an interrupted installation is not taken for an environment', async () => {
  const interrupt = new AbortController()
  const options = { ...(await makeOptions('0.98.0')), signal: interrupt.signal }

  const making = makeEnvironment(options)
  making.catch(() => undefined)
  await vi.waitFor(() => expect(options.events).not.toEqual([]), { timeout: 10_000 })
  interrupt.abort()

  await expect(making).rejects.toMatchObject({ code: 'INTERRUPTED' })
  expect(await readyEnvironment(options.dataDirectory, '0.98.0')).toBe(false)
}, 60_000)

test('a uv that can not run counts as none', async () => {
  const directory = await temporaryDirectory()
  await writeFile(join(directory, 'uv'), '#!/bin/sh\nexit 127\n', { mode: 0o755 })

  expect(await hasUv({ PATH: directory })).toBe(false)
})

const python = (minor: number, hasVenv = true) => ({
  path: `/py3.${minor}`,
  minor,
  hasServer: false,
  hasVenv,
})
const plan = { directory: '/env', python: '/env/bin/python', version: '0.98.0' }

test('without uv, venv and pip of the first Python that fits make it', () => {
  const commands = installCommands({ ...plan, candidates: [python(9), python(12), python(13)], hasUv: false })

  expect(commands).toEqual([
    ['/py3.12', '-m', 'venv', '/env'],
    [
      '/env/bin/python',
      '-m',
      'pip',
      'install',
      '--no-input',
      '--disable-pip-version-check',
      'zenml[server]==0.98.0',
    ],
  ])
})

test('with uv, a Python that is missing is left to uv', () => {
  const [venv] = installCommands({ ...plan, candidates: [python(9)], hasUv: true })

  expect(venv).toEqual(['uv', 'venv', '--no-project', '--python', '>=3.10,<3.15', '/env'])
})

test('an old ZenML gets the old setuptools that it imports', () => {
  const commands = installCommands({ ...plan, version: '0.55.5', candidates: [python(11)], hasUv: true })

  expect(commands.at(-1)).toContain('setuptools<80')
})

test('no Python that fits, and one that can make no environment, are different errors', () => {
  const none = () => installCommands({ ...plan, candidates: [python(9)], hasUv: false })
  const noVenv = () => installCommands({ ...plan, candidates: [python(12, false)], hasUv: false })

  expect(none).toThrow(/needs Python 3.10 to 3.14, and there is only \/py3.9 \(3.9\) here/)
  expect(noVenv).toThrow(/the venv module is missing/)
})

async function makeOptions(version: string) {
  const candidate = await probePython(await barePython(), env)
  const events: { kind: string; text: string }[] = []
  return {
    dataDirectory: await temporaryDirectory(),
    env,
    version,
    candidates: candidate ? [candidate] : [],
    events,
    listener: (event: { kind: string; text: string }) => void events.push(event),
    signal: new AbortController().signal,
  }
}
