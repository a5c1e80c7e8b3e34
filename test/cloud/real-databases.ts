/** Real servers behind the managed databases of a simulated cloud: MariaDB, which speaks MySQL's protocol. */
import { setTimeout as delay } from 'node:timers/promises'
import spawn from 'nano-spawn'
import { type CertificateAuthority, certificateAuthority } from '../cluster/certificate-authority.ts'
import { type Database, startMariadb } from '../docker/mariadb.ts'
import { onTestFinished } from '../test-end.ts'
import type { SimulatedCloud } from './cloud.ts'
import type { CloudDefinition } from './frame/definition.ts'
import type { Properties } from './frame/properties.ts'
import type { CloudObject } from './frame/view.ts'

const LOOK_MS = 50

/** How a cloud has its databases, in `managed-databases.ts` beside its tables. */
export interface ManagedDatabases {
  readonly definition: CloudDefinition
  /** Number of the account. */
  readonly account: string
  /** Token of their type. */
  readonly type: string
  /** What they are reached by; `undefined`: by their address, and their certificates are made out to nobody. */
  readonly hostOf: (database: CloudObject) => string | undefined
  /** @param others everything that the account has */
  readonly contentsOf: (database: CloudObject, others: readonly CloudObject[]) => Contents
  /** What the cloud tells of one besides, once it can be reached. */
  readonly found: (server: Listening) => Properties
  /** Whether the authority of its certificate is among that. @default false */
  readonly showsAuthority?: true
}

/** Of a new server: users who may do everything in it, and empty databases. */
export interface Contents {
  readonly users: readonly { readonly name: string; readonly password: string }[]
  readonly databases: readonly string[]
}

export interface Listening {
  /** Name or number. */
  readonly host: string
  readonly port: number
  /** PEM of the authority of its certificate. */
  readonly ca: string
}

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

interface Server extends Database {
  /** What was done in it last. */
  statements: string
}

/**
 * Stands by until the test ends: starts a server for each database that is made in the cloud, with its users, their
 * passwords and a certificate for its host, and ends it when the database goes.
 */
export async function standBy(
  cloud: SimulatedCloud,
  kind: ManagedDatabases,
  where: Whereabouts = {},
): Promise<RealDatabases> {
  const authority = await certificateAuthority()
  const servers = new Map<string, Server>()
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
    const all = cloud.account(kind.account, kind.definition).objects()
    const wanted = all.filter(({ type }) => type === kind.type)
    for (const [id, server] of servers) {
      if (wanted.some((database) => database.id === id)) continue
      servers.delete(id)
      await server.stop()
    }
    for (const database of wanted) {
      const known = servers.get(database.id)
      const server = known ?? (await start(database))
      await fill(server, kind.contentsOf(database, all))
      if (known) continue
      servers.set(database.id, server)
      await tell(database, server)
    }
  }

  async function start(database: CloudObject): Promise<Server> {
    const { address = '127.0.0.1', port } = where
    const tls = await encryption(authority, kind.hostOf(database) ?? 'nobody.invalid')
    return { ...(await startMariadb(address, tls, port)), statements: '' }
  }

  /** The cloud knows from now on where it listens. */
  async function tell(database: CloudObject, { port }: Server) {
    const { address = '127.0.0.1', publish } = where
    const host = kind.hostOf(database) ?? address
    await publish?.(host)
    const found = kind.found({ host, port, ca: authority.pem })
    cloud.world.visit(kind.definition, kind.account, database.region, (view) => {
      const now = view.find(kind.type, database.id)
      if (now) view.change(now, { outputs: { ...now.outputs, ...found } })
    })
  }
}

async function encryption(authority: CertificateAuthority, host: string): Promise<readonly string[]> {
  const { certificate, key } = await authority.issue(`DNS:${host}`)
  return [`--ssl-cert=${certificate}`, `--ssl-key=${key}`, '--require-secure-transport=ON']
}

/** Brings what is in it to what the cloud says by now. */
async function fill(server: Server, contents: Contents): Promise<void> {
  const statements = statementsFor(contents)
  if (statements === server.statements) return
  const words = ['--no-defaults', '--user=root', `--socket=${server.socket}`]
  await spawn('mariadb', words, { stdin: { string: statements } })
  server.statements = statements
}

function statementsFor({ users, databases }: Contents): string {
  const literal = (text: string) => text.replaceAll(/['\\]/g, (letter) => `\\${letter}`)
  const statements = [
    ...users.flatMap(({ name, password }) => {
      const account = `'${literal(name)}'@'%'`
      const login = `CREATE OR REPLACE USER ${account} IDENTIFIED BY '${literal(password)}'`
      return [login, `GRANT ALL ON *.* TO ${account}`]
    }),
    ...databases.map((name) => `CREATE DATABASE IF NOT EXISTS \`${name}\``),
  ]
  return statements.map((statement) => `${statement};\n`).join('')
}
