import { delimiter, join, resolve } from 'node:path'
import type { Backend } from './backend.ts'
import { type Passphrase, passphraseVariable } from './passphrase.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface EnvironmentParts {
  readonly env: Environment
  readonly backend: Backend
  readonly passphrase: Passphrase
  /** Pulumi's own folder: plugins, logs. */
  readonly pulumiHome: string
  /** More variables, of this run alone. */
  readonly more?: Readonly<Record<string, string>>
}

/**
 * What the engine is always told. Source: `sdk/go/common/env/env.go` of https://github.com/pulumi/pulumi (3.259.0).
 * zen looks for programs and plugins itself, so the engine never goes to the network for one.
 */
const always = {
  PULUMI_AUTOMATION_API: 'true',
  PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: 'true',
  // The flags of the SDK are among those for debugging.
  PULUMI_DEBUG_COMMANDS: 'true',
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
  PULUMI_DISABLE_REGISTRY_RESOLVE: 'true',
  PULUMI_DIY_BACKEND_GZIP: 'false',
  PULUMI_DIY_BACKEND_ZSTD: 'false',
  // A colleague's work directory has no copy of the encryption salt.
  PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: 'true',
  PULUMI_SKIP_UPDATE_CHECK: 'true',
  PULUMI_SUPPRESS_NEO_LINK: 'true',
}

/** Words of a person's own shell that the engine may hear: they change how it works, not what it does. */
const heard = /^PULUMI_(PARALLEL|K8S_|LOG_ROTATION_|API$)/
/** The login of an HTTP backend. */
const login = /^PULUMI_(ACCESS_TOKEN|CREDENTIALS_PATH|CREDENTIAL_STORE)$/

/**
 * The whole environment of worker, engine and plugins: that of the person (their logins of clouds and clusters are in
 * it), without zen's own variables, which may hold secrets, and without what would lead the engine astray.
 */
export function engineEnvironment(parts: EnvironmentParts): Readonly<Record<string, string>> {
  const { env, backend, passphrase, pulumiHome, more } = parts
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isHeard(entry[0], backend),
  )
  return {
    ...Object.fromEntries(kept),
    ...absoluteKubeconfig(env['KUBECONFIG']),
    ...withoutProxyToItself(env),
    ...httpLogin(env, backend),
    ...always,
    PULUMI_BACKEND_URL: backend.url,
    PULUMI_HOME: pulumiHome,
    ...passphraseVariable(passphrase),
    ...more,
  }
}

function isHeard(name: string, { url }: Backend): boolean {
  if (name.startsWith('ZEN_')) return false
  if (!name.startsWith('PULUMI_')) return true
  return heard.test(name) || (/^https?:/.test(url) && login.test(name))
}

/** Worker and engine work in a folder of their own. */
function absoluteKubeconfig(kubeconfig: string | undefined): Readonly<Record<string, string>> {
  if (!kubeconfig) return {}
  return {
    KUBECONFIG: kubeconfig
      .split(delimiter)
      .map((file) => file && resolve(file))
      .join(delimiter),
  }
}

/** The SDK and the engine talk to each other over the loopback address, which no proxy can reach. */
function withoutProxyToItself(env: Environment): Readonly<Record<string, string>> {
  const said = env['no_proxy'] ?? env['NO_PROXY'] ?? ''
  const all = [...said.split(',').filter(Boolean), '127.0.0.1', 'localhost'].join(',')
  return { no_proxy: all, NO_PROXY: all }
}

/** Where `pulumi login` of a person left theirs, when they have no token in a variable. */
function httpLogin(env: Environment, { url }: Backend): Readonly<Record<string, string>> {
  const home = env['PULUMI_HOME'] ?? (env['HOME'] && join(env['HOME'], '.pulumi'))
  if (!/^https?:/.test(url) || env['PULUMI_CREDENTIALS_PATH'] || !home) return {}
  return { PULUMI_CREDENTIALS_PATH: home }
}
