import { expect, test } from 'vitest'
import { layerCounter } from '../../../src/engine/docker/image.ts'
import { ownerIn } from '../../../src/engine/docker/volume.ts'

test('a pull tells how many layers are there', () => {
  const layers = layerCounter()
  const lines = [
    '0.98.0: Pulling from zenmldocker/zenml-server',
    'a1b2c3d4e5f6: Pulling fs layer',
    '0a0a0a0a0a0a: Already exists',
    'a1b2c3d4e5f6: Verifying Checksum',
    'a1b2c3d4e5f6: Pull complete',
    'Digest: sha256:0123',
  ]

  expect(lines.map(layers)).toEqual([
    undefined,
    '0 of 1 layers',
    '1 of 2 layers',
    '1 of 2 layers',
    '2 of 2 layers',
    undefined,
  ])
})

test("a user's numbers are found in the passwd file, also inside an archive", () => {
  const archive = 'passwd\0\x000644\0root:x:0:0:root:/root:/bin/sh\nzenml:x:1000:1001::/zenml:/bin/sh\n\0\0'

  expect(ownerIn(archive, 'zenml')).toEqual({ uid: 1000, gid: 1001 })
})
