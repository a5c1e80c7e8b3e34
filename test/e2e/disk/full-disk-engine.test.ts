import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { watch } from '../../client/start-connect-process.ts'
import { computer } from '../../engine/pulumi-install/computer.ts'
import { plugins, pulumiSaying, releasedPulumi } from '../../engine/pulumi-install/released-pulumi.ts'
import { installCommand, outcomeOf } from '../../engine/pulumi-install/start-install-process.ts'
import { mountRefusal, unshare } from './mount-refusal.ts'

const refusal = mountRefusal()

/** Small in its archive, and a megabyte when it is unpacked. */
const large = `${pulumiSaying('3.259.0')}# ${'x'.repeat(1_000_000)}\n`

/** Covers zen's data directory with a small file system, and prints what is in it when the command has ended. */
const steps = `
  mount -t tmpfs -o size="$SIZE" tmpfs "$DATA" || exit 1
  "$@"
  find "$DATA" -type f | sed 's/.*/"&"/'
`

test.each([
  ['while it downloads', '100k'],
  ['while it unpacks', '600k'],
])('a disk that gets full %s: zen says so, and nothing is left on it', async (_, SIZE) => {
  if (refusal) throw new Error(refusal)
  const { site } = await releasedPulumi(large)
  const { facts } = await computer({ ZEN_PULUMI_MIRROR: site.url })
  const { dataDirectory, env } = facts
  await mkdir(dataDirectory)
  const command = installCommand({ dataDirectory, env, plugins })

  const zen = watch(
    spawn('unshare', [...unshare, 'sh', '-c', steps, 'sh', ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATA: dataDirectory, SIZE },
    }),
  )

  expect(await outcomeOf(zen)).toMatchObject({
    code: 'ENGINE_NOT_STORED',
    message: expect.stringContaining(dataDirectory),
    fix: expect.arrayContaining([expect.stringContaining('ZEN_HOME')]),
  })
  await expect(zen.next()).rejects.toThrow('has ended')
})
