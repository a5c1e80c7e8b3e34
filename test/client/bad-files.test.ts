import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkClientFiles } from '../../src/client/check-client-files.ts'
import { connectClient, disconnectClient, readClient } from '../../src/client/connection.ts'
import {
  type ClientComputer,
  clientComputer,
  everyFile,
  requestOf,
  writeFileAndFolder,
} from './client-computer.ts'

/** What is wrong with a file, and how it gets that way. */
const bad: readonly [string, string, (file: string, computer: ClientComputer) => Promise<unknown>][] = [
  ['is not YAML', 'CLIENT_FILE_NOT_YAML', (file) => writeFileAndFolder(file, 'a: [1\nb: s3cret')],
  ['has a key twice', 'CLIENT_FILE_NOT_YAML', (file) => writeFileAndFolder(file, 'a: 1\na: s3cret\n')],
  ['is indented by tabs', 'CLIENT_FILE_NOT_YAML', (file) => writeFileAndFolder(file, 'a:\n\tb: s3cret\n')],
  ['holds two documents', 'CLIENT_FILE_NOT_YAML', (file) => writeFileAndFolder(file, 'a: 1\n---\nb: 1\n')],
  ['is a list', 'CLIENT_FILE_NOT_MAPPING', (file) => writeFileAndFolder(file, '- s3cret\n')],
  ['is just text', 'CLIENT_FILE_NOT_MAPPING', (file) => writeFileAndFolder(file, 's3cret\n')],
  ['is no UTF-8', 'CLIENT_FILE_NOT_TEXT', (file) => writeFileAndFolder(file, Buffer.from('a: é', 'latin1'))],
  ['is a folder', 'CLIENT_FILE_NOT_FILE', (file) => mkdir(file, { recursive: true })],
  [
    'is a pipe',
    'CLIENT_FILE_NOT_FILE',
    async (file, { directory }) => {
      await mkdir(directory, { recursive: true })
      execFileSync('mkfifo', [file])
    },
  ],
  [
    'is a link to nowhere',
    'CLIENT_FILE_LINKS_NOWHERE',
    async (file, { directory }) => {
      await mkdir(directory, { recursive: true })
      await symlink('/nowhere/at/all', file)
    },
  ],
  [
    'is a link to itself',
    'CLIENT_FILE_LINKS_NOWHERE',
    async (file, { directory }) => {
      await mkdir(directory, { recursive: true })
      await symlink(file, file)
    },
  ],
  [
    'is read-only',
    'CLIENT_FILE_READ_ONLY',
    async (file) => {
      await writeFileAndFolder(file, 'a: 1\n')
      await chmod(file, 0o444)
    },
  ],
  [
    'is a link to a read-only file',
    'CLIENT_FILE_READ_ONLY',
    async (file, { directory, home }) => {
      await mkdir(directory, { recursive: true })
      await writeFileAndFolder(join(home, 'real.yaml'), 'a: 1\n')
      await chmod(join(home, 'real.yaml'), 0o400)
      await symlink(join(home, 'real.yaml'), file)
    },
  ],
]

describe.each(['config.yaml', 'credentials.yaml'])('%s', (name) => {
  test.each(bad)('that %s is refused before anything is changed', async (_, code, spoil) => {
    const computer = await clientComputer()
    const file = join(computer.directory, name)
    await spoil(file, computer)
    const before = await everyFile(computer.home)

    const finding = await checkClientFiles(computer.environment)
    const failure = connectClient(computer.environment, requestOf('a'))

    await expect(failure).rejects.toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(file), fix: expect.anything() }),
    )
    const error = await failure.catch((thrown: unknown) => thrown)
    expect(JSON.stringify([error, String(error)])).not.toContain('s3cret')
    expect(finding).toMatchObject({ verdict: 'fail', message: expect.stringContaining(file) })
    expect(finding.fix.length).toBeGreaterThan(0)
    expect(await everyFile(computer.home)).toEqual(before)
  })
})

test.each(bad.filter(([what]) => !what.includes('read-only')))(
  'a config.yaml that %s meanwhile is refused by disconnect, which changes nothing',
  async (_, code, spoil) => {
    const computer = await clientComputer({ credentials: 'b: {}\n' })
    await connectClient(computer.environment, requestOf('a'))
    await rm(computer.configFile)
    await spoil(computer.configFile, computer)
    const before = await everyFile(computer.home)

    await expect(disconnectClient(computer.environment, 'a')).rejects.toThrow(
      expect.objectContaining({ code }),
    )

    expect(await everyFile(computer.home)).toEqual(before)
    expect((await readClient(computer.environment)).configFile).toBe(computer.configFile)
  },
)

test('a client before 0.70 has no use for credentials.yaml, which may then be read-only', async () => {
  const computer = await clientComputer({ config: 'version: 0.68.1\n', credentials: 'b: {}\n' })
  await chmod(computer.credentialsFile, 0o444)

  expect((await connectClient(computer.environment, requestOf('a'))).changed).toBe(true)
})

test.each([
  ['an empty file', '', 'store:\n'],
  ['comments only', '# hi\n', '# hi\nstore:\n'],
  [
    'the version of a client to come',
    'version: 9.1.0\nnew: {a: 1}\n',
    'version: 9.1.0\nnew: {a: 1}\nstore:\n',
  ],
])('%s is no problem', async (_, config, start) => {
  const computer = await clientComputer({ config })

  expect(await checkClientFiles(computer.environment)).toMatchObject({ verdict: 'pass', fix: [] })
  await connectClient(computer.environment, requestOf('a'))

  expect((await computer.texts()).config?.startsWith(start)).toBe(true)
})

describe('folders', () => {
  test('a file in the place of the config directory is named', async () => {
    const computer = await clientComputer()
    await writeFileAndFolder(computer.directory, 'I am a file')

    await expect(connectClient(computer.environment, requestOf('a'))).rejects.toThrow(
      expect.objectContaining({
        code: 'CLIENT_FOLDER_NOT_FOLDER',
        message: expect.stringContaining(computer.directory),
      }),
    )
    expect(await everyFile(computer.home)).toEqual({ [computer.directory]: 'I am a file' })
  })

  test.each([
    ['the config directory', (computer: ClientComputer) => computer.directory],
    ["zen's data directory", (computer: ClientComputer) => computer.environment.dataDirectory],
    ['the home of both', (computer: ClientComputer) => computer.home],
  ])('%s without write permission is named', async (_, folderOf) => {
    const computer = await clientComputer()
    const folder = folderOf(computer)
    await mkdir(folder, { recursive: true })
    await chmod(folder, 0o555)

    const finding = await checkClientFiles(computer.environment)
    await expect(connectClient(computer.environment, requestOf('a'))).rejects.toThrow(
      expect.objectContaining({ code: 'CLIENT_FOLDER_READ_ONLY', message: expect.stringContaining(folder) }),
    )

    expect(finding).toMatchObject({ verdict: 'fail', message: expect.stringContaining(folder) })
    await chmod(folder, 0o755)
    expect(await everyFile(computer.home)).toEqual({})
  })
})

test('notes that are damaged are named, and kept', async () => {
  const computer = await clientComputer()
  await connectClient(computer.environment, requestOf('a'))
  const notes = Object.keys(await everyFile(computer.environment.dataDirectory))[0] ?? ''
  await writeFileAndFolder(notes, '{"schema": 2}')

  const error = expect.objectContaining({
    code: 'CLIENT_HISTORY_BROKEN',
    message: expect.stringContaining(notes),
  })
  await expect(connectClient(computer.environment, requestOf('b'))).rejects.toThrow(error)
  await expect(disconnectClient(computer.environment)).rejects.toThrow(error)
  expect((await readClient(computer.environment)).warnings).toHaveLength(1)
  expect(await checkClientFiles(computer.environment)).toMatchObject({ verdict: 'fail' })
  expect(await readFile(notes, 'utf8')).toBe('{"schema": 2}')
})

test('all problems are reported together, each once', async () => {
  const computer = await clientComputer({ config: '- 1\n', credentials: '- 1\n' })

  const { message } = await checkClientFiles(computer.environment)

  expect(message).toContain(computer.configFile)
  expect(message).toContain(computer.credentialsFile)
})

test('what overrides the files is a warning', async () => {
  const { environment } = await clientComputer()

  expect(await checkClientFiles({ ...environment, env: { ZENML_STORE_URL: 'https://x' } })).toMatchObject({
    verdict: 'warn',
    message: expect.stringContaining('ZENML_STORE_URL'),
  })
})
