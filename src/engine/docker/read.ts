/** Deployments with their live status. Quick, and never an error only because Docker does not answer. */

import { ZenError } from '../../errors/zen-error.ts'
import type { Deployment, DeploymentStatus, EngineFacts } from '../engine.ts'
import { type DeploymentRecord, deploymentDirectory, readRecords, readSecrets } from '../records.ts'
import { serverUrl } from './address.ts'
import { type Connection, connectionFor, remoteComputer, sameConnection } from './connection.ts'
import { type Container, inspectContainer } from './container.ts'
import { isDaemonAbsent } from './daemon-absence.ts'
import { type Docker, dockerCommand } from './docker-command.ts'
import { containerName, labels } from './names.ts'
import { recoveredSecrets } from './secret-variables.ts'
import type { DockerRuntime } from './situation.ts'
import { specIn } from './stored-spec.ts'

type Recorded = DeploymentRecord<DockerRuntime>

/** One line of `docker ps`. */
interface Seen {
  readonly deployment: string
  readonly state: string
  readonly createdAt: string
  readonly spec: string
}

const TIMEOUT_MS = 2_000

/** All deployments: those zen has a record of, and those that only their container tells of. */
export async function listDeployments(facts: EngineFacts): Promise<readonly Deployment[]> {
  const records = readRecords<DockerRuntime>(facts.dataDirectory, 'docker')
  const sightings = await lookAround(facts, records)
  const recorded = await Promise.all(
    records.map((record) => fromRecord(facts, record, seenFor(sightings, record))),
  )
  const known = new Set(records.map(({ spec }) => spec.name))
  const strangers = sightings.flatMap(({ docker, seen }) =>
    (seen ?? [])
      .filter(({ deployment }) => !known.has(deployment))
      .map((one) => fromLabels(facts, docker, one)),
  )
  const found = (await Promise.all(strangers)).filter((deployment) => deployment !== undefined)
  return [...recorded, ...found].sort((one, other) => (one.name < other.name ? -1 : 1))
}

export async function readDeployment(facts: EngineFacts, name: string): Promise<Deployment | undefined> {
  const deployments = await listDeployments(facts)
  return deployments.find((deployment) => deployment.name === name)
}

/** What one Docker daemon shows; `seen` is `undefined` when it does not answer. */
interface Sighting {
  readonly docker: Docker
  readonly seen: readonly Seen[] | undefined
}

/** Asks every daemon that a record names, and the one that the docker command uses now, side by side. */
async function lookAround(facts: EngineFacts, records: readonly Recorded[]): Promise<readonly Sighting[]> {
  const connections: Connection[] = []
  for (const connection of [
    await connectionFor(undefined, facts),
    ...records.map(({ runtime }) => runtime.connection),
  ]) {
    if (!connections.some((known) => sameConnection(known, connection))) connections.push(connection)
  }
  return Promise.all(
    connections.map(async (connection) => {
      const docker = dockerCommand(facts.env, connection)
      const seen = (await isDaemonAbsent(connection, facts.env))
        ? undefined
        : await containersOf(docker).catch(() => undefined)
      return { docker, seen }
    }),
  )
}

/** Docker tells the labels in its list, in one go; Podman does not know how to, and is asked one by one. */
async function containersOf(docker: Docker): Promise<readonly Seen[]> {
  try {
    const columns = [labels.deployment, labels.createdAt, labels.spec].map((label) => `{{.Label "${label}"}}`)
    return (await containerLines(docker, ['{{.State}}', ...columns].join('\t'))).map(toSeen)
  } catch (error) {
    if (!(error instanceof ZenError) || error.code !== 'DOCKER_REFUSED') throw error
    const names = await containerLines(docker, '{{.Names}}')
    const containers = await Promise.all(names.map((name) => inspectContainer(docker, name)))
    return containers.flatMap((container) => (container ? [seenIn(container)] : []))
  }
}

async function containerLines(docker: Docker, format: string): Promise<readonly string[]> {
  const args = ['ps', '--all', '--filter', `label=${labels.deployment}`, '--format', format]
  const text = await docker.run(args, { subject: { what: 'list its containers' }, timeoutMs: TIMEOUT_MS })
  return text.split('\n').filter(Boolean)
}

function seenIn({ state, labels: found }: Container): Seen {
  const text = (label: string) => found[label] ?? ''
  return {
    state,
    deployment: text(labels.deployment),
    createdAt: text(labels.createdAt),
    spec: text(labels.spec),
  }
}

function toSeen(line: string): Seen {
  const [state = '', deployment = '', createdAt = '', spec = ''] = line.split('\t')
  return { state, deployment, createdAt, spec }
}

function seenFor(sightings: readonly Sighting[], { spec, runtime }: Recorded): Seen | 'none' | undefined {
  const { seen } = sightings.find(({ docker }) => sameConnection(docker.connection, runtime.connection)) ?? {}
  return seen && (seen.find(({ deployment }) => deployment === spec.name) ?? 'none')
}

async function fromRecord(
  facts: EngineFacts,
  { spec, createdAt, updatedAt, complete, outputs }: Recorded,
  seen: Seen | 'none' | undefined,
): Promise<Deployment> {
  const secrets = await readSecrets(deploymentDirectory(facts.dataDirectory, spec.name))
  const password = secrets['password'] ?? ''
  return {
    ...{
      name: spec.name,
      provider: spec.provider,
      status: statusOf(seen, complete),
      spec,
      createdAt,
      updatedAt,
    },
    ...(outputs ? { outputs: { ...outputs, password } } : {}),
  }
}

function statusOf(seen: Seen | 'none' | undefined, complete: boolean): DeploymentStatus {
  if (seen === undefined) return 'unknown'
  if (seen === 'none' || seen.state === 'restarting') return 'incomplete'
  if (seen.state !== 'running') return complete ? 'stopped' : 'incomplete'
  return complete ? 'running' : 'incomplete'
}

/** A deployment made by a zen whose files are not here. Its secrets are in the container, for whoever may ask. */
async function fromLabels(facts: EngineFacts, docker: Docker, seen: Seen): Promise<Deployment | undefined> {
  const spec = specIn(seen.spec)
  if (!spec) return undefined
  const container = await inspectContainer(docker, containerName(spec.name)).catch(() => undefined)
  const stored = await readSecrets(deploymentDirectory(facts.dataDirectory, spec.name))
  const password = stored['password'] ?? recoveredSecrets(container?.environment ?? {}).password
  const url = addressOf(docker, seen)
  const { createdAt } = seen
  const database = {
    type: spec.options['database-url'] === undefined ? ('sqlite' as const) : ('mysql' as const),
  }
  const username = String(spec.options['username'])
  return {
    ...{ name: spec.name, provider: spec.provider, status: statusOf(seen, true), spec },
    ...{ createdAt, updatedAt: container?.startedAt || createdAt },
    ...(url && password ? { outputs: { url, username, password, database } } : {}),
  }
}

function addressOf({ connection }: Docker, seen: Seen): string | undefined {
  const spec = specIn(seen.spec)
  try {
    return spec && serverUrl(spec, 'host' in connection ? remoteComputer(connection.host) : undefined)
  } catch {
    return undefined
  }
}
