/** What `list` and `show` say. */
import type { Outputs } from '../../stacks/contract.ts'
import type { Shown } from '../actions/show.ts'
import type { Deployment } from '../engine/engine.ts'
import { columns } from './columns.ts'
import { deploymentJson, serverJson } from './deployment-json.ts'

export function listText(deployments: readonly Deployment[]): string {
  if (deployments.length === 0) return 'No deployment yet. Make one: zen deploy'
  const rows = deployments.map(({ name, provider, status, outputs, updatedAt }) => [
    name,
    provider,
    status,
    outputs?.url ?? '-',
    updatedAt,
  ])
  return columns([['NAME', 'PROVIDER', 'STATUS', 'URL', 'UPDATED'], ...rows])
}

export function listJson(deployments: readonly Deployment[]) {
  return {
    ok: true,
    command: 'list',
    deployments: deployments.map(({ name, provider, status, outputs, updatedAt }) => ({
      name,
      provider,
      status,
      url: outputs?.url ?? null,
      updatedAt,
    })),
  }
}

interface Reveal {
  readonly reveal: boolean
}

export function showText(shown: Shown, options: Reveal): string {
  const { deployment, client } = shown
  return deployment ? columns(deploymentRows(shown, deployment, options)) : clientText(client)
}

/** Nothing is deployed: what the client works with then. */
function clientText({ store, configFile }: Shown['client']): string {
  if (store?.type !== 'rest') return `No server: the ZenML client uses its local database (${configFile}).`
  return `No deployment of zen; the ZenML client is connected to ${store.url} (${configFile}).`
}

function deploymentRows({ server, client }: Shown, deployment: Deployment, options: Reveal): string[][] {
  const { name, provider, status, outputs, updatedAt } = deployment
  const health = server.healthy ? `answers (ZenML ${server.version})` : 'does not answer'
  const connected = client.deployment === name
  return [
    [name, `${status} on ${provider}`],
    ...(outputs
      ? [['Dashboard', outputs.url], ['Server', health], ...loginRows(name, outputs, options)]
      : []),
    ['Client', connected ? `connected (${client.configFile})` : notConnected(deployment)],
    ['Updated', updatedAt],
  ]
}

function notConnected({ name, status }: Deployment): string {
  if (status === 'stopped') return `not connected: zen up ${name}`
  return `not connected: ${status === 'incomplete' ? `zen deploy --name ${name}` : `zen connect ${name}`}`
}

function loginRows(name: string, { username, password, database }: Outputs, { reveal }: Reveal): string[][] {
  const hidden = password === '' ? 'none' : `zen show ${name} --reveal`
  return [
    ['User', username],
    ['Password', reveal && password !== '' ? password : hidden],
    ['Database', database.type],
  ]
}

export function showJson({ deployment, server, client }: Shown, { reveal }: Reveal) {
  return {
    ok: true,
    command: 'show',
    deployment: deployment ? deploymentJson(deployment) : null,
    server: deployment ? { ...serverJson(deployment, { reveal }), ...server } : null,
    client: {
      connected: deployment !== undefined && client.deployment === deployment.name,
      configFile: client.configFile,
      store: client.store ?? null,
    },
  }
}
