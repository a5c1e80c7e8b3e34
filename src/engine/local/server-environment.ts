import type { ClientSettings } from './client-settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface ServerEnvironmentOptions {
  /** The environment zen was started in. */
  readonly env: Environment
  /** The server's own configuration folder: the client's may point at a server, which a server refuses. */
  readonly configDirectory: string
  readonly localStores: string
  readonly username: string
  readonly password: string
  readonly jwtKey: string
  readonly client: ClientSettings
}

/** What a person may decide about the server through their shell. */
const kept = [
  'ZENML_ANALYTICS_OPT_IN',
  'ZENML_DEBUG',
  'ZENML_DEFAULT_PROJECT_NAME',
  'ZENML_LOGGING_VERBOSITY',
]

/**
 * Variables that are meant for something else: the client (`ZENML_…` may point at another server or database),
 * zen itself (`ZEN_PASSWORD`), and what would change how uvicorn runs (workers, address).
 */
const notForTheServer =
  /^(ZENML_|ZEN_|UVICORN_|WEB_CONCURRENCY$|FORWARDED_ALLOW_IPS$|DISABLE_DATABASE_MIGRATION$)/

/**
 * The environment of the server process. Secrets go this way because every user of the computer can read
 * argv, and only the owner can read a process's environment.
 * Source: `_get_daemon_cmd` of `zenml/zen_server/deploy/daemon/daemon_zen_server.py` (0.98.0), but with login.
 */
export function serverEnvironment(options: ServerEnvironmentOptions): Environment {
  const { env, client } = options
  const inherited = Object.entries(env).filter(([name]) => kept.includes(name) || !notForTheServer.test(name))
  return {
    ...(client.analytics !== undefined && { ZENML_ANALYTICS_OPT_IN: String(client.analytics) }),
    ...Object.fromEntries(inherited),
    ...(client.userId !== undefined && { ZENML_USER_ID: client.userId }),
    PYTHONUNBUFFERED: '1',
    ZENML_CONFIG_PATH: options.configDirectory,
    ZENML_LOCAL_STORES_PATH: options.localStores,
    ZENML_LOGGING_COLORS_DISABLED: 'true',
    ZENML_SERVER: 'true',
    ZENML_SERVER_ALLOW_LOCAL_FILE_ACCESS: 'true',
    ZENML_SERVER_AUTO_ACTIVATE: 'true',
    ZENML_SERVER_DEPLOYMENT_TYPE: 'local',
    ZENML_SERVER_JWT_SECRET_KEY: options.jwtKey,
    ZENML_DEFAULT_USER_NAME: options.username,
    ZENML_DEFAULT_USER_PASSWORD: options.password,
  }
}
