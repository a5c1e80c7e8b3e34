/** A deployment as a file for Docker Compose, for people who would rather keep the container themselves. Pure. */
import type { Spec } from '../../../stacks/contract.ts'
import { secretNotWritable } from '../../errors/docker.ts'
import { type SecretName, secretVariables } from './secret-variables.ts'
import { dataFolder, healthProgram, type WantedContainer, wantedContainer } from './wanted-container.ts'

/** User of the official image. */
const SERVER_USER = '1000:1000'

/**
 * Text of `compose.yaml`, for Docker Compose 1.29 or newer. It names the secrets as variables, whose values
 * {@link composeEnvironment} writes to `.env` beside it.
 */
export async function composeFile(spec: Spec): Promise<string> {
  // Loaded here because only an export needs it.
  const { stringify } = await import('yaml')
  const wanted = wantedContainer(spec)
  const file = {
    services: {
      ...(wanted.volume === undefined ? {} : { 'prepare-volume': prepareVolume(wanted) }),
      zenml: server(spec, wanted),
    },
    ...(wanted.volume === undefined ? {} : { volumes: { data: { name: wanted.volume } } }),
  }
  return `${header(spec)}${stringify(file, { lineWidth: 0 })}`
}

function header(spec: Spec): string {
  const lines = [
    `The ZenML server "${spec.name}", for: docker compose up --detach`,
    'The secrets come from a file called .env beside this one, readable for you alone. To write both files:',
    `  zen export ${spec.name} --format compose --output DIRECTORY`,
    'To write .env yourself, with the password of your choice and two keys that must never change:',
    '  umask 077',
    '  echo "ZENML_DEFAULT_USER_PASSWORD=\'...\'" >> .env',
    ...['jwt-key' as const, 'encryption-key' as const].map(
      (name) => `  echo "${secretVariables[name]}=$(openssl rand -hex 32)" >> .env`,
    ),
    ...(spec.options['database-url'] === undefined
      ? []
      : [`  echo "${secretVariables['database-password']}='...'" >> .env`]),
  ]
  return `${lines.map((line) => `# ${line}\n`).join('')}\n`
}

/** Docker gives a new volume to root where the image has no such folder; the server is not root. */
function prepareVolume({ image }: WantedContainer) {
  const [uid, gid] = SERVER_USER.split(':')
  return {
    image,
    user: '0:0',
    entrypoint: ['python', '-c', `import os; os.chown('${dataFolder.path}', ${uid}, ${gid})`],
    command: [],
    network_mode: 'none',
    volumes: [`data:${dataFolder.path}`],
  }
}

function server(spec: Spec, wanted: WantedContainer) {
  return {
    image: wanted.image,
    user: SERVER_USER,
    restart: wanted.restart,
    ports: [wanted.publish],
    environment: { ...wanted.environment, ...secretReferences(spec) },
    ...(wanted.extraHosts.length > 0 ? { extra_hosts: wanted.extraHosts } : {}),
    ...(wanted.volume === undefined ? {} : onVolume),
    healthcheck: {
      test: ['CMD', 'python', '-c', healthProgram],
      interval: '30s',
      timeout: '10s',
      start_period: '120s',
    },
  }
}

const onVolume = {
  volumes: [`data:${dataFolder.path}`],
  depends_on: { 'prepare-volume': { condition: 'service_completed_successfully' } },
}

function secretReferences(spec: Spec): Readonly<Record<string, string>> {
  return Object.fromEntries(
    composeSecrets(spec).map((name) => {
      const variable = secretVariables[name]
      return [variable, `\${${variable}:?put it in the file .env}`]
    }),
  )
}

/** Names of the secrets that a deployment of this spec needs. */
function composeSecrets(spec: Spec): readonly SecretName[] {
  const always = ['password', 'jwt-key', 'encryption-key'] as const
  return spec.options['database-url'] === undefined ? always : [...always, 'database-password']
}

/**
 * Text of the `.env` file beside the compose file; to be written readable for its owner alone (0600).
 * @param secrets values by name, as in `secrets.json`.
 * @throws ZenError `SECRET_NOT_WRITABLE` for a value that no spelling saves from Compose's own reading of `.env`.
 */
export function composeEnvironment(spec: Spec, secrets: Readonly<Record<string, string>>): string {
  return composeSecrets(spec)
    .map((name) => `${secretVariables[name]}=${quoted(secretVariables[name], secrets[name] ?? '')}\n`)
    .join('')
}

/**
 * Text in single quotes is taken as it is, but for what Compose 1.29 and 2 read differently: backslashes, and `${`
 * even there. There is no way to write a single quote inside.
 */
function quoted(variable: string, value: string): string {
  if (/[\r\n\\]|\$\{/.test(value)) throw secretNotWritable(variable)
  if (!value.includes("'")) return `'${value}'`
  if (/[$"`]/.test(value)) throw secretNotWritable(variable)
  return `"${value}"`
}
