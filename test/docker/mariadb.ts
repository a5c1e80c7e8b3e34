/** A real MariaDB, which speaks MySQL's protocol, that containers reach. Needs Debian's mariadb-server-core. */
import { spawn as spawnProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import spawn from 'nano-spawn'
import { expect, onTestFinished } from 'vitest'
import { freePort } from '../free-port.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

export interface Database {
  readonly port: number
  readonly user: string
  readonly password: string
  /** Path of the socket by which the machine's own `root` gets in, without a password. */
  readonly socket: string
  /** Before the test ends, if somebody wants that. */
  stop(): Promise<void>
}

/**
 * Starts one with an account that may make its own database; it ends with the test.
 * @param options more arguments of the server
 * @param given its port, by default a free one
 */
export async function startMariadb(
  address: string,
  options: readonly string[] = [],
  given?: number,
): Promise<Database> {
  const directory = await temporaryDirectory()
  const [port, user, password] = [given ?? (await freePort()), 'zen', 'p@ss/w%rd#1']
  const [init, socket] = [`${directory}/init.sql`, `${directory}/socket`]
  await writeFile(
    init,
    `CREATE USER '${user}'@'%' IDENTIFIED BY '${password}';\nGRANT ALL ON *.* TO '${user}'@'%';\n`,
  )
  const data = `--datadir=${directory}/data`
  await spawn('mariadb-install-db', [
    '--no-defaults',
    data,
    '--user=root',
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ])
  const child = spawnProcess(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'mariadbd', '--no-defaults', data, '--user=root', `--socket=${socket}`],
      ...[`--port=${port}`, `--bind-address=${address}`, '--skip-name-resolve', `--init-file=${init}`],
      '--innodb-flush-log-at-trx-commit=0',
      ...options,
    ],
    { stdio: 'ignore' },
  )
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  onTestFinished(stop)
  await expect.poll(() => accepts(address, port), { timeout: 20_000, interval: 100 }).toBe(true)
  return { port, user, password, socket, stop }
}

async function accepts(host: string, port: number): Promise<boolean> {
  const socket = connect({ host: host === '0.0.0.0' ? '127.0.0.1' : host, port })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
