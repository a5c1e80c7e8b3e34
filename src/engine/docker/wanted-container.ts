/** From a spec to the container that carries it out. Pure: the same for the docker command and for Compose. */
import { createHmac } from 'node:crypto'
import type { Spec } from '../../../stacks/contract.ts'
import { containerName, labelArguments, labels, volumeName } from './names.ts'
import { type ServerSecrets, secretEnvironment, secretVariables } from './secret-variables.ts'

/** Port of the server inside its container. */
const SERVER_PORT = 8080

/** Where the ZenML image keeps its SQLite database and all else that must last. */
export const dataFolder = { parent: '/zenml', name: '.zenconfig', path: '/zenml/.zenconfig' } as const

/** Python that asks the server how it is: every ZenML image has Python, none has curl. Fails unless it is ready. */
export const healthProgram = `import urllib.request as r; r.urlopen('http://127.0.0.1:${SERVER_PORT}/health', timeout=5)`

export interface WantedContainer {
  readonly name: string
  readonly image: string
  /** `ADDRESS:PORT:PORT` as in `docker run --publish`. */
  readonly publish: string
  readonly restart: string
  readonly volume?: string
  /** Names that the container must know beyond those of DNS: `name:address`. */
  readonly extraHosts: readonly string[]
  /** Variables without secrets. */
  readonly environment: Readonly<Record<string, string>>
}

export function wantedContainer(spec: Spec): WantedContainer {
  const volume = volumeName(spec)
  const databaseUrl = spec.options['database-url']
  return {
    name: containerName(spec.name),
    image: String(spec.options['image']),
    publish: `${publishedAddress(String(spec.options['host']))}:${spec.options['port']}:${SERVER_PORT}`,
    restart: String(spec.options['restart']),
    ...(volume === undefined ? {} : { volume }),
    extraHosts: usesHostGateway(databaseUrl) ? [`${hostGateway}:host-gateway`] : [],
    environment: {
      ZENML_CONFIG_PATH: dataFolder.path,
      ZENML_LOGGING_COLORS_DISABLED: 'true',
      ZENML_SERVER_DEPLOYMENT_TYPE: 'docker',
      ZENML_SERVER_AUTO_ACTIVATE: 'true',
      ZENML_DEFAULT_USER_NAME: String(spec.options['username']),
      ZENML_SECRETS_STORE_TYPE: 'sql',
      ...(databaseUrl === undefined ? {} : { ZENML_STORE_TYPE: 'sql', ZENML_STORE_URL: String(databaseUrl) }),
    },
  }
}

const hostGateway = 'host.docker.internal'

/** Docker Desktop knows this name by itself, Docker on Linux has to be told. */
function usesHostGateway(databaseUrl: unknown): boolean {
  return typeof databaseUrl === 'string' && new URL(databaseUrl).hostname === hostGateway
}

function publishedAddress(host: string): string {
  if (host === 'localhost') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/**
 * Differs when the container has to be made anew. Keyed with a secret, so that it gives none away: it is a label
 * that everybody on that Docker can read. Name and password of the administrator are left out, because they
 * matter at the very first start only.
 * @param imageId the image that `wanted.image` stands for right now.
 */
export function fingerprintOf(wanted: WantedContainer, secrets: ServerSecrets, imageId: string): string {
  const { ZENML_DEFAULT_USER_NAME: _, ...environment } = wanted.environment
  const { [secretVariables.password]: __, ...secret } = secretEnvironment(secrets)
  return createHmac('sha256', secrets['encryption-key'])
    .update(JSON.stringify([{ ...wanted, environment }, secret, imageId]))
    .digest('hex')
}

/** Arguments of `docker create`. Secrets are named only: their values come from the command's environment. */
export function createArguments(
  wanted: WantedContainer,
  {
    spec,
    createdAt,
    fingerprint,
    secretNames,
  }: {
    readonly spec: Spec
    readonly createdAt: string
    readonly fingerprint: string
    /** Variables whose values must not be seen in arguments. */
    readonly secretNames: readonly string[]
  },
): readonly string[] {
  return [
    'create',
    ...['--name', wanted.name, '--restart', wanted.restart, '--publish', wanted.publish],
    ...(wanted.volume === undefined ? [] : ['--volume', `${wanted.volume}:${dataFolder.path}`]),
    ...wanted.extraHosts.flatMap((entry) => ['--add-host', entry]),
    ...Object.entries(wanted.environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...secretNames.flatMap((name) => ['--env', name]),
    ...[
      '--health-cmd',
      `python -c "${healthProgram}"`,
      '--health-interval',
      '30s',
      '--health-start-period',
      '120s',
    ],
    ...labelArguments({
      [labels.deployment]: spec.name,
      [labels.provider]: spec.provider,
      [labels.createdAt]: createdAt,
      [labels.spec]: JSON.stringify(spec),
      [labels.fingerprint]: fingerprint,
    }),
    wanted.image,
  ]
}
