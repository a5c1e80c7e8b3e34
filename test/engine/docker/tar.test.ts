import spawn from 'nano-spawn'
import { expect, test } from 'vitest'
import { folderArchive } from '../../../src/engine/docker/tar.ts'

test('tar reads one folder with its owner', async () => {
  const archive = folderArchive('.zenconfig', { uid: 1000, gid: 1234 })

  const { stdout } = await spawn('tar', ['--list', '--verbose', '--numeric-owner', '--file', '-'], {
    stdin: { string: archive },
  })

  expect(stdout).toMatch(/^drwxr-xr-x 1000\/1234 +0 .* \.zenconfig\/$/)
})
