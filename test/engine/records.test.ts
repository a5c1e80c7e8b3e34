import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  breakDeploymentLock,
  type DeploymentRecord,
  deploymentDirectory,
  deploymentNames,
  readRecord,
  readSecrets,
  removeRecord,
  withDeploymentLock,
  writeRecord,
  writeSecrets,
} from '../../src/engine/records.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const record: DeploymentRecord<{ pid: number }> = {
  schema: 1,
  spec: { name: 'a', provider: 'local', options: { port: 8237 } },
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-02T00:00:00.000Z',
  complete: true,
  outputs: { url: 'http://127.0.0.1:8237', username: 'default', database: { type: 'sqlite' } },
  runtime: { pid: 1 },
}

describe('a record', () => {
  test('is read as it was written, in a file of its owner', async () => {
    const directory = deploymentDirectory(await temporaryDirectory(), 'a')

    await writeRecord(directory, record)

    expect(await readRecord(directory)).toEqual(record)
    expect((await stat(join(directory, 'record.json'))).mode & 0o777).toBe(0o600)
  })

  test('that somebody damaged is named in a clear error', async () => {
    const directory = deploymentDirectory(await temporaryDirectory(), 'a')
    await mkdir(directory, { recursive: true })
    await writeFile(join(directory, 'record.json'), '{"schema":')

    await expect(readRecord(directory)).rejects.toMatchObject({
      code: 'STATE_DAMAGED',
      details: { file: join(directory, 'record.json') },
    })
  })

  test('that was never written is nothing', async () => {
    expect(await readRecord(deploymentDirectory(await temporaryDirectory(), 'a'))).toBeUndefined()
  })
})

describe('secrets', () => {
  test('are kept apart from the record, for their owner only', async () => {
    const directory = deploymentDirectory(await temporaryDirectory(), 'a')
    await writeRecord(directory, record)

    await writeSecrets(directory, { password: 's3cret' })

    expect(await readSecrets(directory)).toEqual({ password: 's3cret' })
    expect((await stat(join(directory, 'secrets.json'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(directory, 'record.json'), 'utf8')).not.toContain('s3cret')
  })

  test('that were never written are none', async () => {
    expect(await readSecrets(deploymentDirectory(await temporaryDirectory(), 'a'))).toEqual({})
  })

  test.each([
    [true, { password: 's3cret' }, ['a']],
    [false, {}, []],
  ])('outlive the record when they are kept: %s', async (keepSecrets, left, names) => {
    const data = await temporaryDirectory()
    const directory = deploymentDirectory(data, 'a')
    await writeRecord(directory, record)
    await writeSecrets(directory, { password: 's3cret' })

    await removeRecord(directory, { keepSecrets })

    expect(await readRecord(directory)).toBeUndefined()
    expect(await readSecrets(directory)).toEqual(left)
    expect(await deploymentNames(data)).toEqual(names)
  })
})

test('deployments are named in order, and none where there is no folder', async () => {
  const data = await temporaryDirectory()
  expect(await deploymentNames(data)).toEqual([])

  for (const name of ['b', 'a']) await writeRecord(deploymentDirectory(data, name), record)

  expect(await deploymentNames(data)).toEqual(['a', 'b'])
})

describe('the lock on a deployment', () => {
  const work = async () => 'done'

  test('is refused at once, naming who has it, and does not concern other deployments', async () => {
    const data = await temporaryDirectory()

    await withDeploymentLock(data, 'a', async () => {
      await expect(withDeploymentLock(data, 'a', work)).rejects.toThrow(
        expect.objectContaining({
          code: 'DEPLOYMENT_LOCKED',
          exit: 5,
          details: expect.objectContaining({ name: 'a', pid: process.pid }),
        }),
      )
      expect(await withDeploymentLock(data, 'b', work)).toBe('done')
    })

    expect(await withDeploymentLock(data, 'a', work)).toBe('done')
  })

  test('can be taken away', async () => {
    const data = await temporaryDirectory()

    await withDeploymentLock(data, 'a', async () => {
      await breakDeploymentLock(data, 'a')
      expect(await withDeploymentLock(data, 'a', work)).toBe('done')
    })
  })
})
