/** What a server keeps secret. Made once; the data can't be read without them. */
import { randomBytes } from 'node:crypto'
import type { Secrets } from '../../../stacks/contract.ts'
import { generatedPassword } from '../../client/administrator.ts'
import type { StoredSecrets } from '../records.ts'
import { type ServerSecrets, secretNames } from './secret-variables.ts'

/**
 * All secrets of a deployment: stored ones first, then those that its container still holds, then new ones.
 * The encryption key never changes, since what it encrypted could not be read again. The administrator's password stays what it was, since the server is asked to change it; the database's is the
 * one given now.
 */
export function serverSecrets(
  stored: StoredSecrets,
  given: Secrets,
  recovered: Partial<ServerSecrets> = {},
): ServerSecrets {
  const databasePassword =
    given['database-password'] ?? stored['database-password'] ?? recovered['database-password']
  return {
    password: stored['password'] ?? recovered.password ?? given['password'] ?? generatedPassword(),
    'jwt-key': stored['jwt-key'] ?? recovered['jwt-key'] ?? randomBytes(32).toString('hex'),
    'encryption-key':
      stored['encryption-key'] ??
      recovered['encryption-key'] ??
      given['encryption-key'] ??
      randomBytes(32).toString('hex'),
    ...(databasePassword === undefined ? {} : { 'database-password': databasePassword }),
  }
}

/** Text of another program without our secrets, should it repeat one. */
export function withoutSecrets(text: string, secrets: ServerSecrets): string {
  return secretNames.reduce((clean, name) => {
    const value = secrets[name]
    return value ? clean.replaceAll(value, '***') : clean
  }, text)
}
