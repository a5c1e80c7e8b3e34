import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isDaemonAbsent } from '../../../src/engine/docker/daemon-absence.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** A PATH with programs of these contents, and a socket's path beside it. */
async function place(programs: Readonly<Record<string, string>>) {
  const directory = await temporaryDirectory()
  const bin = join(directory, 'bin')
  await mkdir(bin)
  for (const [name, content] of Object.entries(programs)) {
    await writeFile(join(bin, name), content)
    await chmod(join(bin, name), 0o755)
  }
  const socket = join(directory, 'docker.sock')
  return { socket, connection: { host: `unix://${socket}` }, env: { PATH: bin } }
}

const binary = '\u007fELF'

test('without docker and podman nobody can answer', async () => {
  const { connection, env } = await place({})

  expect(await isDaemonAbsent(connection, env)).toBe(true)
  expect(await isDaemonAbsent({ context: 'default' }, {})).toBe(true)
})

test('docker without its socket has nobody to ask, and with one it may', async () => {
  const { connection, env, socket } = await place({ docker: binary })

  expect(await isDaemonAbsent(connection, env)).toBe(true)

  await writeFile(socket, '')
  expect(await isDaemonAbsent(connection, env)).toBe(false)
})

test('podman needs no socket, under its own name or under that of docker', async () => {
  const asItself = await place({ podman: binary })
  const asDocker = await place({ docker: '#!/bin/sh\nexec podman "$@"\n' })

  expect(await isDaemonAbsent(asItself.connection, asItself.env)).toBe(false)
  expect(await isDaemonAbsent(asDocker.connection, asDocker.env)).toBe(false)
})

test('what is not a file of this computer has to be asked', async () => {
  const { env } = await place({ docker: binary })

  expect(await isDaemonAbsent({ host: 'ssh://me@elsewhere' }, env)).toBe(false)
  expect(await isDaemonAbsent({ context: 'elsewhere' }, env)).toBe(false)
})
