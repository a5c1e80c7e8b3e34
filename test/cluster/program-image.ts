import { execFile } from 'node:child_process'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { type ImageConfig, writeOciLayout } from './oci-layout.ts'

const run = promisify(execFile)

/** An image that holds nothing but one static program, in its root. It runs as user 1000. */
export async function writeProgramImage(
  directory: string,
  program: string,
  config: ImageConfig = {},
): Promise<void> {
  const root = `${directory}.root`
  const layer = `${directory}.tar`
  await rm(root, { recursive: true, force: true })
  await mkdir(root, { recursive: true })
  await copyFile(program, join(root, basename(program)))
  const same = ['--sort=name', '--mtime=@0', '--numeric-owner', '--owner=0', '--group=0']
  await run('tar', [...same, '-cf', layer, '-C', root, '.'])
  await writeOciLayout(directory, [layer], {
    User: '1000:1000',
    Entrypoint: [`/${basename(program)}`],
    ...config,
  })
  await Promise.all([root, layer].map((path) => rm(path, { recursive: true, force: true })))
}
