/** What there is of one deployment before anything is done: zen's files, and what Docker has. */
import type { Spec } from '../../../stacks/contract.ts'
import { containerNameTaken, deploymentElsewhere } from '../../errors/docker.ts'
import type { EngineFacts } from '../engine.ts'
import {
  type DeploymentRecord,
  deploymentDirectory,
  readRecord,
  readSecrets,
  type StoredSecrets,
} from '../records.ts'
import { type Connection, connectionFor, placeOf, sameConnection } from './connection.ts'
import { type Container, inspectContainer, isOurs } from './container.ts'
import { type Docker, dockerCommand } from './docker-command.ts'
import { readKeptVolume } from './kept-volume.ts'
import { containerName } from './names.ts'

/** What zen's record says about Docker. */
export interface DockerRuntime {
  readonly connection: Connection
}

export interface Situation {
  readonly name: string
  readonly directory: string
  readonly docker: Docker
  readonly record: DeploymentRecord<DockerRuntime> | undefined
  readonly stored: StoredSecrets
  readonly container: Container | undefined
}

/**
 * @param spec what is wanted, when something is.
 * @throws ZenError `DEPLOYMENT_ELSEWHERE` when the spec wants another Docker than the one it is on;
 *   `CONTAINER_NAME_TAKEN` when there is a container of that name that zen did not make.
 */
export async function situationOf(
  facts: EngineFacts,
  name: string,
  { spec, signal }: { readonly spec?: Spec; readonly signal?: AbortSignal } = {},
): Promise<Situation> {
  const directory = deploymentDirectory(facts.dataDirectory, name)
  const record = await dockerRecord(directory)
  const known = record?.runtime.connection ?? (await readKeptVolume(directory))?.connection
  const docker = dockerCommand(facts.env, await connectionOf(facts, spec, known))
  const container = await inspectContainer(docker, containerName(name), signal)
  if (container && !isOurs(container)) throw containerNameTaken(container.name)
  return { name, directory, docker, record, stored: await readSecrets(directory), container }
}

/** The record of a deployment of ours; one of another engine is none. */
async function dockerRecord(directory: string): Promise<DeploymentRecord<DockerRuntime> | undefined> {
  const record = await readRecord<DockerRuntime>(directory)
  return record?.spec.provider === 'docker' ? record : undefined
}

async function connectionOf(
  facts: EngineFacts,
  spec: Spec | undefined,
  known: Connection | undefined,
): Promise<Connection> {
  if (!known) return connectionFor(spec, facts)
  if (spec?.options['docker-host'] === undefined) return known
  const wanted = await connectionFor(spec, facts)
  if (!sameConnection(wanted, known)) throw deploymentElsewhere(spec.name, placeOf(known), placeOf(wanted))
  return known
}

/** Endpoint of the daemon: `unix:///var/run/docker.sock`. Empty for podman, which has no contexts. */
export async function endpointOf(docker: Docker, signal?: AbortSignal): Promise<string> {
  if ('host' in docker.connection) return docker.connection.host
  if (docker.connection.context === 'default') return ''
  const args = ['context', 'inspect', docker.connection.context, '--format', '{{.Endpoints.docker.Host}}']
  const answer = await docker.run(args, {
    subject: { what: `find its context ${docker.connection.context}` },
    ...(signal ? { signal } : {}),
  })
  return answer.trim()
}
