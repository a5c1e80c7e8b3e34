import { chmod } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { clientComputer, everyFile, requestOf } from '../../client/client-computer.ts'
import { startConnectProcess } from '../../client/start-connect-process.ts'
import { mountRefusal } from './mount-refusal.ts'
import { connectOn } from './own-file-system.ts'

const before = { config: 'store:\n  type: sql\n', credentials: 'https://team.example.com: {api_key: k}\n' }
const kept = {
  '.config/zenml/config.yaml': before.config,
  '.config/zenml/credentials.yaml': before.credentials,
}
const refusal = mountRefusal()

test.each([
  ['no byte left', 'size=256k', 'cat /dev/zero > filler 2> /dev/null', ['filler']],
  [
    'no place for a file left',
    'size=1m,nr_inodes=40',
    'i=0; while true 2> /dev/null > f$i; do i=$((i+1)); done',
    [],
  ],
  [
    'a place left for some of its files only',
    'size=1m,nr_inodes=40',
    'mkdir -p .local/share/zen/client; i=0; while true 2> /dev/null > f$i; do i=$((i+1)); done; rm f0 f1 f2 f3',
    [],
  ],
])('a disk with %s: zen says so, and both files are as before', async (_, options, spoil, fillers) => {
  if (refusal) throw new Error(refusal)
  const { outcome, files } = await connectOn(await clientComputer(before), {
    options,
    spoil,
    request: requestOf('a'),
  })

  expect(outcome).toMatchObject({
    ok: false,
    code: 'CLIENT_DISK_FULL',
    message: expect.stringMatching(/no space left/),
    fix: expect.arrayContaining([expect.stringContaining('df -h')]),
  })
  const left = Object.entries(files).filter(([path]) => !/^f\d+$/.test(path) && !fillers.includes(path))
  expect(Object.fromEntries(left)).toEqual(kept)
})

test('a full disk is found by the check, before a deployment starts', async () => {
  if (refusal) throw new Error(refusal)
  const computer = await clientComputer(before)

  const { outcome } = await connectOn(computer, {
    options: 'size=256k',
    spoil: 'cat /dev/zero > filler 2> /dev/null',
    request: requestOf('a'),
    mode: 'check',
  })

  expect(outcome).toMatchObject({ verdict: 'fail', message: expect.stringContaining(computer.home) })
})

test('a file system that is read-only: zen names the folder', async () => {
  if (refusal) throw new Error(refusal)
  const computer = await clientComputer(before)

  const { outcome, files } = await connectOn(computer, {
    options: 'size=1m',
    spoil: 'mount -o remount,ro .',
    request: requestOf('a'),
  })

  expect(outcome).toMatchObject({
    ok: false,
    code: 'CLIENT_FOLDER_READ_ONLY',
    message: expect.stringContaining(computer.home),
  })
  expect(files).toEqual(kept)
})

test('a config.yaml that can not be replaced, because it is mounted by itself: what was written before is taken back', async () => {
  if (refusal) throw new Error(refusal)
  const { outcome, files } = await connectOn(await clientComputer(before), {
    options: 'size=1m',
    spoil: 'cd .config/zenml; mount --bind config.yaml config.yaml; cd ../..',
    request: requestOf('a', { caCertificate: 'PEM' }),
  })

  expect(outcome).toMatchObject({
    ok: false,
    code: 'CLIENT_FILE_NOT_WRITTEN',
    message: expect.stringContaining('config.yaml'),
  })
  expect(files).toEqual(kept)
})

test('a disk with enough space: the same process connects', async () => {
  if (refusal) throw new Error(refusal)
  const { outcome, files } = await connectOn(await clientComputer(before), {
    options: 'size=1m',
    spoil: '',
    request: requestOf('a'),
  })

  expect(outcome).toEqual({ ok: true })
  expect(files['.config/zenml/config.yaml']).toContain('https://a.example.com')
})

test('a home that belongs to somebody else: zen names it and changes nothing', async () => {
  const computer = await clientComputer(before)
  const isRoot = process.getuid?.() === 0
  // Readable for all, writable for the owner, who is somebody else for the process.
  await chmod(computer.home, isRoot ? 0o755 : 0o555)

  const zen = startConnectProcess({
    environment: computer.environment,
    request: requestOf('a'),
    mode: 'once',
    ...(isRoot && { as: 65_534 }),
  })
  await zen.next()

  expect(await zen.nextJson()).toMatchObject({
    ok: false,
    code: 'CLIENT_FOLDER_READ_ONLY',
    message: expect.stringContaining(computer.home),
  })
  await zen.ended
  await chmod(computer.home, 0o700)
  expect(Object.values(await everyFile(computer.home)).sort()).toEqual(Object.values(before).sort())
})
