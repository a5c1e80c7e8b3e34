/** Real servers behind the managed databases of a simulated cloud: MariaDB, which speaks MySQL's protocol. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { certificateAuthority } from '../cluster/certificate-authority.ts'
import { type Database, startMariadb } from '../docker/mariadb.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { onTestFinished } from '../test-end.ts'
import * as kinds from './aws/kinds.ts'
import type { SimulatedCloud } from './cloud.ts'
import { textAt } from './frame/properties.ts'
import type { CloudObject } from './frame/view.ts'

const LOOK_MS = 50

export interface RealDatabases {
  /** Of the authority that signed the servers' certificates, as PEM. */
  readonly ca: string
}

export interface Whereabouts {
  /** Address of this machine that the servers listen on. @default 127.0.0.1 */
  readonly address?: string
  /** @default a free one for each */
  readonly port?: number
  /** Makes a name of the cloud known to whoever is to reach it. */
  readonly publish?: (host: string) => Promise<void>
}

/**
 * Stands by until the test ends: starts a server for each database that is made in the cloud, with its name, user,
 * password and a certificate for its host name, and ends it when the database goes.
 */
export async function standBy(cloud: SimulatedCloud, where: Whereabouts = {}): Promise<RealDatabases> {
  const authority = await certificateAuthority()
  const { address = '127.0.0.1', port, publish } = where
  const servers = new Map<string, Database>()
  const watch = { isOver: false }
  cloud.set({ realDatabases: true })
  const loop = (async () => {
    while (!watch.isOver) {
      await look()
      await delay(LOOK_MS)
    }
  })()
  onTestFinished(async () => {
    watch.isOver = true
    await loop
  })
  return { ca: authority.pem }

  async function look() {
    const wanted = cloud.account().objects(kinds.databaseInstance)
    for (const [id, server] of servers) {
      if (wanted.some((database) => database.id === id)) continue
      servers.delete(id)
      await server.stop()
    }
    for (const database of wanted) {
      if (!servers.has(database.id) && !watch.isOver) servers.set(database.id, await serve(database))
    }
  }

  async function serve(database: CloudObject): Promise<Database> {
    const host = textAt(database.outputs, 'address') ?? ''
    const { certificate, key } = await authority.issue(`DNS:${host}`)
    const init = join(await temporaryDirectory(), 'init.sql')
    await writeFile(init, contentsOf(database), { mode: 0o600 })
    const tls = [`--ssl-cert=${certificate}`, `--ssl-key=${key}`, '--require-secure-transport=ON']
    const server = await startMariadb(address, [...tls, `--init-file=${init}`], port)
    await publish?.(host)
    tell(database, host, server.port)
    return server
  }

  /** The cloud knows from now on where it listens. */
  function tell({ id, region }: CloudObject, host: string, port: number) {
    cloud.visit(region, (view) => {
      const found = view.find(kinds.databaseInstance, id)
      if (found) view.change(found, { outputs: { ...found.outputs, port, endpoint: `${host}:${port}` } })
    })
  }
}

/** What a new managed database holds: a user who may do everything in it, and one empty database. */
function contentsOf({ inputs }: CloudObject): string {
  const text = (path: string) => (textAt(inputs, path) ?? '').replaceAll(/['\\]/g, (letter) => `\\${letter}`)
  const [user, password, name] = [text('username'), text('password'), text('dbName')]
  const account = `'${user}'@'%'`
  const statements = [`CREATE USER ${account} IDENTIFIED BY '${password}'`, `GRANT ALL ON *.* TO ${account}`]
  if (name !== '') statements.push(`CREATE DATABASE \`${name}\``)
  return statements.map((statement) => `${statement};\n`).join('')
}
