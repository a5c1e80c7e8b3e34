/** Which Docker daemon a deployment lives on. Pinned at the first `up`, whatever the environment says later. */
import { join } from 'node:path'
import type { Spec } from '../../../stacks/contract.ts'
import { readIfThere } from '../../storage/atomic-file.ts'
import type { EngineFacts } from '../engine.ts'

export type Connection = { readonly host: string } | { readonly context: string }

type Environment = Readonly<Record<string, string | undefined>>

/** The daemon this spec asks for; without `--docker-host` the one that the docker command would use now. */
export async function connectionFor(spec: Spec | undefined, facts: EngineFacts): Promise<Connection> {
  const host = spec?.options['docker-host'] ?? facts.env['DOCKER_HOST']
  if (typeof host === 'string' && host !== '') return { host }
  return { context: facts.env['DOCKER_CONTEXT'] || (await currentContext(facts.env)) || 'default' }
}

/** Source: https://docs.docker.com/reference/cli/docker/#configuration-files */
async function currentContext(env: Environment): Promise<string | undefined> {
  const folder = env['DOCKER_CONFIG'] || join(env['HOME'] ?? env['USERPROFILE'] ?? '', '.docker')
  const text = await readIfThere(join(folder, 'config.json')).catch(() => undefined)
  return text === undefined ? undefined : /"currentContext"\s*:\s*"([^"]+)"/.exec(text)?.[1]
}

/** Variables that make the docker command (or podman) talk to this daemon. An empty one counts as not set. */
export function variablesOf(connection: Connection): Readonly<Record<string, string>> {
  return 'host' in connection
    ? { DOCKER_HOST: connection.host, CONTAINER_HOST: connection.host }
    : { DOCKER_HOST: '', DOCKER_CONTEXT: connection.context }
}

/** Name or address of another computer that the daemon runs on; `undefined` when it is this one. */
export function remoteComputer(endpoint: string): string | undefined {
  if (!/^(ssh|tcp|https?):\/\//.test(endpoint) || !URL.canParse(endpoint)) return undefined
  const { hostname } = new URL(endpoint.replace(/^(ssh|tcp):/, 'http:'))
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) ? undefined : hostname
}

export function sameConnection(one: Connection, other: Connection): boolean {
  return JSON.stringify(variablesOf(one)) === JSON.stringify(variablesOf(other))
}

/** For people: `Docker on this computer`, `Docker at ssh://me@box`. */
export function placeOf(connection: Connection): string {
  if ('context' in connection)
    return connection.context === 'default'
      ? 'Docker on this computer'
      : `Docker, context ${connection.context}`
  return /^(unix|npipe):/.test(connection.host) ? 'Docker on this computer' : `Docker at ${connection.host}`
}
