/** A folder with the built `zen` in it, and deployments for it to list, for shells that run the real thing. */
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '../../temporary-directory.ts'

const entry = fileURLToPath(new URL('../../../bin/run.js', import.meta.url))

export interface InstalledZen {
  /** For the shell: `zen` is on its PATH, and nothing else of the person's own. */
  readonly env: Readonly<Record<string, string>>
  /** Where the shell shall run; holds `zen.yaml`, `folder/` and nothing else that a person would see. */
  readonly directory: string
}

/** @param deployments names of stopped local deployments that `zen list` shall find */
export async function installedZen(deployments: readonly string[]): Promise<InstalledZen> {
  const home = await temporaryDirectory()
  const directory = join(home, 'work')
  await mkdir(join(directory, 'folder'), { recursive: true })
  await writeFile(join(directory, 'zen.yaml'), '')
  await mkdir(join(home, 'bin'))
  await writeFile(join(home, 'bin/zen'), `#!/bin/sh\nexec '${process.execPath}' '${entry}' "$@"\n`)
  await chmod(join(home, 'bin/zen'), 0o755)
  await Promise.all(deployments.map((name) => writeDeployment(join(home, 'data'), name)))
  const path = [join(home, 'bin'), process.env['PATH']].join(delimiter)
  return { env: { PATH: path, HOME: home, ZEN_HOME: join(home, 'data'), LC_ALL: 'C.UTF-8' }, directory }
}

async function writeDeployment(dataDirectory: string, name: string): Promise<void> {
  const folder = join(dataDirectory, 'deployments', name)
  const time = '2026-01-02T03:04:05.000Z'
  const record = {
    schema: 1,
    spec: { name, provider: 'local', options: {} },
    createdAt: time,
    updatedAt: time,
    complete: true,
    runtime: {
      python: '/usr/bin/python3',
      version: '0.98.0',
      host: '127.0.0.1',
      port: 8237,
      database: '',
      logFile: '',
    },
  }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'record.json'), JSON.stringify(record))
}
