import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checksumIn, hasChecksum } from '../../../src/engine/pulumi/install/checksum.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const [one, other] = ['a'.repeat(64), 'b'.repeat(64)]
const short = 'c'.repeat(40)

test.each([
  ['sha256sum', `${one}  x.tar.gz\n${other}  y.tar.gz\n`],
  ['sha256sum of binary files', `${one} *x.tar.gz\n${other} *y.tar.gz\n`],
  ['shasum of files in a folder', `${one}  ./x.tar.gz\n${other}  ./y.tar.gz\n`],
  ['Windows', `${one.toUpperCase()}  x.tar.gz\r\n${other.toUpperCase()}  y.tar.gz\r\n`],
])('the checksum of a file is found in the output of %s', (_, text) => {
  expect(checksumIn(text, 'y.tar.gz')).toEqual({ algorithm: 'sha256', digest: other })
})

test('a shorter digest is SHA-1, which some providers publish', () => {
  expect(checksumIn(`${short}  ./x.tar.gz`, 'x.tar.gz')).toEqual({ algorithm: 'sha1', digest: short })
})

test.each([
  ['another file', `${one}  other-x.tar.gz\n`],
  ['a file whose name goes on', `${one}  x.tar.gz.sig\n`],
  ['a digest of no known length', 'abcdef  x.tar.gz\n'],
  ['a page that says sorry', '<html>Not found</html>'],
  ['nothing', ''],
])('%s is no checksum of the file', (_, text) => {
  expect(checksumIn(text, 'x.tar.gz')).toBeUndefined()
})

test('a file is told from another by its checksum', async () => {
  const file = join(await temporaryDirectory(), 'file')
  await writeFile(file, 'content')
  const digest = createHash('sha256').update('content').digest('hex')

  expect(await hasChecksum(file, { algorithm: 'sha256', digest })).toBe(true)
  expect(await hasChecksum(file, { algorithm: 'sha256', digest: one })).toBe(false)
})
