/** What has to be right before a server can be put into Docker. */

import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Check, Finding, Spec } from '../../../stacks/contract.ts'
import { hostNotHere, portTaken } from '../../errors/docker.ts'
import { systemCodeOf, ZenError } from '../../errors/zen-error.ts'
import type { EngineFacts, Target } from '../engine.ts'
import { serverUrl } from './address.ts'
import { connectionFor, placeOf, remoteComputer } from './connection.ts'
import { inspectImage } from './container.ts'
import { dockerCommand } from './docker-command.ts'
import { endpointOf, situationOf } from './situation.ts'

/** Second number of the oldest API that has all zen needs: 1.40, of Docker 19.03. */
const OLDEST_API = 40
const TIMEOUT_MS = 20_000

export function dockerChecks(facts: EngineFacts, target: Target | undefined): readonly Check[] {
  const daemon = {
    id: 'docker-daemon',
    title: 'Docker answers',
    run: (signal?: AbortSignal) => checkDaemon(facts, target?.spec, signal),
  }
  if (!target) return [daemon]
  const { spec } = target
  return [
    daemon,
    {
      id: 'docker-name',
      title: 'The name is free',
      run: (signal) => withDaemon(checkName(facts, spec, signal)),
    },
    {
      id: 'docker-port',
      title: 'The port is free',
      run: (signal) => withDaemon(checkPort(facts, spec, signal)),
    },
    {
      id: 'docker-image',
      title: 'The image is there',
      run: (signal) => withDaemon(checkImage(facts, spec, signal)),
    },
  ]
}

const daemonProblems = ['DOCKER_NOT_INSTALLED', 'DOCKER_NOT_RUNNING', 'DOCKER_FORBIDDEN', 'DOCKER_TOO_OLD']

/** One check says that there is no daemon to talk to; the others need not say it again. */
async function withDaemon(check: Promise<Finding>): Promise<Finding> {
  try {
    return await check
  } catch (error) {
    if (!(error instanceof ZenError) || !daemonProblems.includes(error.code)) throw error
    return pass('Not looked at, because Docker does not answer.')
  }
}

async function checkDaemon(
  facts: EngineFacts,
  spec: Spec | undefined,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  const docker = dockerCommand(facts.env, await connectionFor(spec, facts))
  const answer = await docker.run(['version', '--format', '{{.Server.Version}} {{.Server.APIVersion}}'], {
    subject: { what: 'say its version' },
    timeoutMs: TIMEOUT_MS,
    ...(signal ? { signal } : {}),
  })
  const [version = '', api = ''] = answer.trim().split(' ')
  const message = `${placeOf(docker.connection)} is version ${version}.`
  const [major, minor] = api.split('.').map(Number)
  // Podman counts its own versions, which start at 4 with all that is needed.
  if (major !== 1 || (minor ?? 0) >= OLDEST_API) return pass(message)
  return {
    verdict: 'fail',
    message,
    fix: ['zen needs Docker 19.03 or newer: https://docs.docker.com/engine/install/'],
  }
}

async function checkName(facts: EngineFacts, spec: Spec, signal: AbortSignal | undefined): Promise<Finding> {
  const { container } = await situationOf(facts, spec.name, { spec, ...(signal ? { signal } : {}) })
  return pass(container ? `${container.name} is this deployment's container.` : 'No container has that name.')
}

/** Our own container may hold the port already: then Docker will say so if it is in the way. */
async function checkPort(facts: EngineFacts, spec: Spec, signal: AbortSignal | undefined): Promise<Finding> {
  const { container, docker } = await situationOf(facts, spec.name, { spec, ...(signal ? { signal } : {}) })
  const computer = remoteComputer(await endpointOf(docker, signal))
  const url = serverUrl(spec, computer)
  const [host, port] = [String(spec.options['host']), Number(spec.options['port'])]
  if (computer !== undefined) return pass(`The server will answer at ${url}.`)
  if (container?.state === 'running' && container.ports.includes(port))
    return pass(`${container.name} answers at port ${port}.`)
  const problem = await problemOfPort(host, port)
  return problem
    ? { verdict: 'fail', message: problem.message, fix: problem.fix }
    : pass(`Port ${port} is free.`)
}

async function problemOfPort(host: string, port: number): Promise<ZenError | undefined> {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
    return undefined
  } catch (error) {
    if (systemCodeOf(error) === 'EADDRINUSE') return portTaken(port)
    if (systemCodeOf(error) === 'EADDRNOTAVAIL') return hostNotHere(host, '')
    // Ports below 1024 are the daemon's business, which may use them though we may not.
    return undefined
  } finally {
    server.close()
  }
}

async function checkImage(facts: EngineFacts, spec: Spec, signal: AbortSignal | undefined): Promise<Finding> {
  const docker = dockerCommand(facts.env, await connectionFor(spec, facts))
  const image = String(spec.options['image'])
  if (await inspectImage(docker, image, signal)) return pass(`${image} is there.`)
  return pass(`${image} is not there yet: it will be pulled.`)
}

function pass(message: string): Finding {
  return { verdict: 'pass', message, fix: [] }
}
