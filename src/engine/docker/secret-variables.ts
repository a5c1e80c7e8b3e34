/** The secrets of a server and the variables that carry them into its container. */

/** Variables of the ZenML server that hold a secret, by its name in `secrets.json`. */
export const secretVariables = {
  password: 'ZENML_DEFAULT_USER_PASSWORD',
  'jwt-key': 'ZENML_SERVER_JWT_SECRET_KEY',
  'encryption-key': 'ZENML_SECRETS_STORE_ENCRYPTION_KEY',
  'database-password': 'ZENML_STORE_PASSWORD',
} as const

export type SecretName = keyof typeof secretVariables

export const secretNames = ['password', 'jwt-key', 'encryption-key', 'database-password'] as const

/** `database-password` only with a database of its own. */
export type ServerSecrets = Readonly<Record<Exclude<SecretName, 'database-password'>, string>> & {
  readonly 'database-password'?: string
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
