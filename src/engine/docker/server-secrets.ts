/** What a server keeps secret. Made once; the data can't be read without them. */
import { randomBytes } from 'node:crypto'
import type { Secrets } from '../../../stacks/contract.ts'
import { generatedPassword } from '../../client/administrator.ts'
import type { StoredSecrets } from '../records.ts'

/** Variables of the ZenML server that hold a secret, by its name in `secrets.json`. */
export const secretVariables = {
  password: 'ZENML_DEFAULT_USER_PASSWORD',
  'jwt-key': 'ZENML_SERVER_JWT_SECRET_KEY',
  'encryption-key': 'ZENML_SECRETS_STORE_ENCRYPTION_KEY',
  'database-password': 'ZENML_STORE_PASSWORD',
} as const

export type SecretName = keyof typeof secretVariables

/** `database-password` only with a database of its own. */
export type ServerSecrets = Readonly<Record<Exclude<SecretName, 'database-password'>, string>> & {
  readonly 'database-password'?: string
}

const secretNames = ['password', 'jwt-key', 'encryption-key', 'database-password'] as const

/**
 * All secrets of a deployment: stored ones first, then those that its container still holds, then new ones.
 * The administrator's password stays what it was, since the server is asked to change it; the database's is the
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
      stored['encryption-key'] ?? recovered['encryption-key'] ?? randomBytes(32).toString('hex'),
    ...(databasePassword === undefined ? {} : { 'database-password': databasePassword }),
  }
}

/** The variables that give a server its secrets. */
export function secretEnvironment(secrets: ServerSecrets): Readonly<Record<string, string>> {
  return Object.fromEntries(
    secretNames.flatMap((name) => {
      const value = secrets[name]
      return value === undefined ? [] : [[secretVariables[name], value]]
    }),
  )
}

/** Secrets out of the variables of a container, for a zen that lost its own files. */
export function recoveredSecrets(environment: Readonly<Record<string, string>>): Partial<ServerSecrets> {
  return Object.fromEntries(
    secretNames.flatMap((name) => {
      const value = environment[secretVariables[name]]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Text of another program without our secrets, should it repeat one. */
export function withoutSecrets(text: string, secrets: ServerSecrets): string {
  return secretNames.reduce((clean, name) => {
    const value = secrets[name]
    return value ? clean.replaceAll(value, '***') : clean
  }, text)
}
