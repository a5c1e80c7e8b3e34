/** Catalogue: a ZenML server as a process of this computer. */
import { exitCodes, ZenError } from './zen-error.ts'

export interface TakenPort {
  readonly host: string
  readonly port: number
  /** The system's code: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`. */
  readonly problem: string
  readonly holder?: { readonly pid: number; readonly command: string; readonly isZenmlDaemon: boolean }
  /** Another port that is free. */
  readonly free?: number
}

export function portUnavailable(taken: TakenPort) {
  const { host, port, problem, holder, free } = taken
  if (problem === 'EADDRNOTAVAIL') return addressNotHere(host)
  const other = `Use another port: --port ${free ?? 'PORT'}`
  if (problem === 'EACCES') {
    return new ZenError({
      code: 'PORT_NOT_ALLOWED',
      message: `This user may not listen on port ${port}.`,
      fix: [`Use a port above 1023: --port ${free ?? 8237}`],
      details: { host, port },
    })
  }
  return new ZenError({
    code: 'PORT_IN_USE',
    message: `Port ${port} is in use${holder ? ` by ${holderName(holder)}` : ''}.`,
    fix: holder?.isZenmlDaemon ? ['Stop that server: zenml logout --local', other] : [other],
    details: { host, port, ...(holder && { pid: holder.pid }), ...(free !== undefined && { free }) },
    ...(holder && { foreign: holder.command }),
  })
}

function holderName({ pid, command, isZenmlDaemon }: NonNullable<TakenPort['holder']>): string {
  if (isZenmlDaemon) return `the server of "zenml login --local" (process ${pid})`
  return `process ${pid} (${command.split(' ')[0]})`
}

function addressNotHere(host: string) {
  return new ZenError({
    code: 'ADDRESS_NOT_HERE',
    message: `${host} is not an address of this computer.`,
    fix: ['Use one of its addresses, or 0.0.0.0 for all of them: --host ADDRESS'],
    details: { host },
  })
}

export function databaseInUse(file: string, deployment: string) {
  return new ZenError({
    code: 'DATABASE_IN_USE',
    message: `The database ${file} is served by the deployment "${deployment}".`,
    fix: [`Use that one: zen connect ${deployment}`, `Or stop it first: zen destroy ${deployment}`],
    details: { file, deployment },
  })
}

export function databaseNotWritable(file: string, words: string) {
  return new ZenError({
    code: 'DATABASE_NOT_WRITABLE',
    message: `The ZenML client's database ${file} can't be written.`,
    fix: ['Check who owns the file and its folder.', 'Or keep it elsewhere: set ZENML_LOCAL_STORES_PATH.'],
    details: { file },
    foreign: words,
  })
}

export function databaseTooNew(file: string, version: string, words: string) {
  return new ZenError({
    code: 'DATABASE_TOO_NEW',
    message: `A newer ZenML than ${version} made the database ${file}, so this server can't read it.`,
    fix: [
      'Name a Python that has the newer ZenML, or make it active: --python PATH',
      "Or install it there: pip install --upgrade 'zenml[server]'",
    ],
    details: { file, version },
    foreign: words,
  })
}

export function databaseNewerThanServer(version: string, needed: string, python: string) {
  return new ZenError({
    code: 'SERVER_OLDER_THAN_DATABASE',
    message: `The ZenML in ${python} is ${version}, but the database was used by ${needed}; an older server can't read it.`,
    fix: [
      'Leave --python out: zen finds or makes one that fits.',
      `Or install the newer one there: ${python} -m pip install 'zenml[server]==${needed}'`,
    ],
    details: { version, needed, python },
  })
}

export function clientTooOld(version: string, oldest: string) {
  return new ZenError({
    code: 'CLIENT_TOO_OLD',
    message: `ZenML ${version} has no API keys, which zen connects with; ${oldest} is the first that has them.`,
    fix: ["Upgrade your client: pip install --upgrade 'zenml[local]'"],
    details: { version, oldest },
  })
}

export function serverDied(logFile: string, words: string) {
  return new ZenError({
    code: 'SERVER_DIED',
    message: 'The ZenML server stopped while it was starting.',
    fix: [`Read all it said: ${logFile}`, 'Then run the same command again.'],
    details: { logFile },
    foreign: words,
  })
}

export function serverNotReady(seconds: number, logFile: string, words: string) {
  return new ZenError({
    code: 'SERVER_NOT_READY',
    message: `The ZenML server did not answer within ${seconds} seconds, so it was stopped.`,
    fix: [`Read all it said: ${logFile}`, 'Then run the same command again.'],
    details: { logFile, seconds },
    foreign: words,
  })
}

/** Not thrown: a warning on the way. */
export function migrationWarning(version: string, needed: string): string {
  return `The server is ZenML ${version} and your client was ${needed}: the database is brought to ${version}, and clients before ${version} can't use it directly any more.`
}

export function serverNotStopped(pid: number) {
  return new ZenError({
    code: 'SERVER_NOT_STOPPED',
    message: `The ZenML server (process ${pid}) does not stop, although it was killed.`,
    fix: [
      'Run the same command again in a while.',
      `If it is another user's: ask them, or sudo kill -9 ${pid}`,
    ],
    details: { pid },
  })
}

export function passwordNeeded(host: string) {
  return new ZenError({
    code: 'PASSWORD_NEEDED',
    message: `With --host ${host} others can reach the server, so its administrator needs a password.`,
    fix: [
      'Set ZEN_PASSWORD, or name a file with --password-file FILE.',
      'Or let nobody else in: --host 127.0.0.1',
    ],
    exit: exitCodes.usage,
    details: { host },
  })
}
