/** Clients of four years read what zen writes: a real one of each kind connects to one real server. */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeAtomically } from '../../../src/storage/atomic-file.ts'
import { freePort } from '../../free-port.ts'
import { zenmlClientPython, zenmlPython } from '../../zenml/python.ts'
import { type Computer, computer, resultOf, runOn, zen } from '../zen-command.ts'

const versions = ['0.55.5', '0.68.1', '0.84.3', '0.93.3']

/** The server runs beside the client it is for, so each client gets a computer that shares the server's state. */
async function computerWithClient(version: string, server: Computer): Promise<Computer> {
  const python = await zenmlClientPython(version)
  const made = await computer([dirname(python)], { ZEN_HOME: `${server.home}/.local/share/zen` })
  await mkdir(made.clientDirectory, { recursive: true })
  await writeAtomically(
    `${made.clientDirectory}/config.yaml`,
    `analytics_opt_in: false\nversion: ${version}\n`,
  )
  return made
}

test('clients from 0.55 to 0.93 connect to a server of 0.98 with what zen writes', async () => {
  const here = await computer([dirname(await zenmlPython())])
  onTestFinished(async () => {
    await zen(here, ['destroy', '--yes', '--json'])
  })
  const deployed = await zen(here, ['up', '--port', String(await freePort()), '--json'])
  const { server } = resultOf(deployed)

  for (const version of versions) {
    const client = await computerWithClient(version, here)
    expect(resultOf(await zen(client, ['connect', 'local', '--json']))).toMatchObject({
      ok: true,
      url: server.url,
    })

    const { exit, stdout, stderr } = await runOn(client, 'zenml', ['status'])

    expect({ version, exit, said: stdout + stderr }).toMatchObject({
      version,
      exit: 0,
      said: expect.stringContaining(server.url),
    })
    expect(stdout + stderr).toMatch(/active (workspace|project)[\s\S]*default/i)
    expect(resultOf(await zen(client, ['disconnect', '--json'])).client).toMatchObject({ restored: true })
  }
})
