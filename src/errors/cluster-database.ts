/** Catalogue: what a server and its migration say about their database. */
import { ZenError } from './zen-error.ts'

export function migrationFailed(pod: string, log: string) {
  return new ZenError({
    code: 'MIGRATION_FAILED',
    message: `The database could not be brought to the version of the server (pod ${pod}). A server that ran before still runs.`,
    fix: [
      'See its last words below.',
      'Go back to the version before: zen deploy with the old --server-version',
    ],
    details: { pod },
    foreign: log,
  })
}

export function databaseRefusesPassword(log: string) {
  return new ZenError({
    code: 'DATABASE_REFUSES_PASSWORD',
    message: 'The database does not accept the user or the password.',
    fix: [
      'Give the right one: ZEN_DATABASE_PASSWORD, or --database-password-file FILE',
      'Check that this user may come from the addresses of the cluster.',
    ],
    foreign: log,
  })
}

export function databaseNotTrusted(log: string) {
  return new ZenError({
    code: 'DATABASE_NOT_TRUSTED',
    message: 'The certificate of the database is not trusted by the server.',
    fix: [
      'Name the authority that signed it: --database-ca FILE',
      'The certificate must be made out to the host name of the URL.',
    ],
    foreign: log,
  })
}

export function databaseWantsTls(log: string) {
  return new ZenError({
    code: 'DATABASE_WANTS_TLS',
    message: 'The database takes encrypted connections only.',
    fix: ['Name the authority that signed its certificate: --database-ca FILE'],
    foreign: log,
  })
}

export function databaseUnreachable(log: string) {
  return new ZenError({
    code: 'DATABASE_UNREACHABLE',
    message: 'The server can not reach its database.',
    fix: [
      'Check host and port of the URL, as the cluster reaches them, and firewalls in between.',
      'When the reason is gone, run the same command again.',
    ],
    foreign: log,
  })
}

export function databaseTooNew(log: string) {
  return new ZenError({
    code: 'DATABASE_TOO_NEW',
    message: 'The database was used by a newer version of ZenML, and there is no way back.',
    fix: ['Deploy that version or a newer one: --server-version VERSION'],
    foreign: log,
  })
}
