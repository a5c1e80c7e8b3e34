/** What `list` and `show` say. */
import type { Outputs } from '../../stacks/contract.ts'
import type { Shown, ShownClient, ShownServer } from '../actions/show.ts'
import type { Deployment } from '../engine/engine.ts'
import { columns } from './columns.ts'
import { deploymentJson, serverJson } from './deployment-json.ts'

/** @param width of the terminal; a table that does not fit into it becomes a paragraph for each deployment */
export function listText(deployments: readonly Deployment[], width = Number.POSITIVE_INFINITY): string {
  if (deployments.length === 0) return 'No deployment yet. Make one: zen deploy'
  const rows = deployments.map((deployment) => {
    const { name, provider, status, updatedAt } = deployment
    return [name, provider, status, addressOf(deployment), updatedAt]
  })
  const table = columns([['NAME', 'PROVIDER', 'STATUS', 'URL', 'UPDATED'], ...rows])
  return table.split('\n').every((line) => line.length <= width) ? table : rows.map(paragraph).join('\n')
}

function addressOf({ outputs }: Deployment): string {
  if (!outputs) return '-'
  return outputs.unexposed ? 'inside its cluster' : outputs.url
}

function paragraph([name, provider, status, address, updatedAt]: readonly string[]): string {
  return [name, `  ${status} on ${provider}`, `  ${address}`, `  ${updatedAt}`].join('\n')
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
      ...(outputs?.unexposed ? { unexposed: true } : {}),
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
  const { where } = server.live ?? {}
  return [
    [name, `${status} on ${provider}`],
    ...(where === undefined ? [] : [['Where', where]]),
    ...(outputs
      ? [
          ['Dashboard', dashboard(name, outputs)],
          ['Server', healthOf(server, outputs)],
        ]
      : []),
    ...liveRows(server),
    ...(outputs ? loginRows(name, outputs, options) : []),
    ['Client', connectionOf(deployment, client)],
    ['Updated', updatedAt],
  ]
}

function dashboard(name: string, { url, unexposed }: Outputs): string {
  return unexposed ? `inside its cluster only: zen open ${name}` : url
}

function healthOf({ healthy, version }: ShownServer, { unexposed }: Outputs): string {
  const zenml = version === undefined ? '' : ` (ZenML ${version})`
  if (unexposed) return healthy ? `runs${zenml}` : 'does not run'
  return healthy ? `answers${zenml}` : 'does not answer'
}

function liveRows({ live, certificateDays: days }: ShownServer): string[][] {
  const { replicas, certificateExpiresAt, troubles = [] } = live ?? {}
  const day = certificateExpiresAt?.slice(0, 10) ?? ''
  return [
    ...(replicas ? [['Replicas', `${replicas.ready} of ${replicas.wanted} ready`]] : []),
    ...(days === undefined
      ? []
      : [
          [
            'Certificate',
            days < 0 ? `ran out on ${day}` : `until ${day} (${days} ${days === 1 ? 'day' : 'days'})`,
          ],
        ]),
    ...troubles.map((trouble) => ['Trouble', trouble]),
  ]
}

function connectionOf(deployment: Deployment, client: ShownClient): string {
  if (client.deployment !== deployment.name) return notConnected(deployment)
  if (client.forwarded === undefined) return `connected (${client.configFile})`
  return client.forwarded
    ? `connected through ${client.store?.url} (${client.configFile})`
    : `no port is forwarded to it: zen connect ${deployment.name}`
}

function notConnected({ name, status }: Deployment): string {
  if (status === 'stopped') return `not connected: zen up ${name}`
  return `not connected: ${status === 'incomplete' ? `zen deploy --name ${name}` : `zen connect ${name}`}`
}

function loginRows(name: string, outputs: Outputs, { reveal }: Reveal): string[][] {
  const { username, database } = outputs
  const hidden = hasNoPassword(outputs) ? 'none' : `zen show ${name} --reveal`
  return [
    ['User', username],
    ['Password', (reveal && outputs.password) || hidden],
    ['Database', database.type],
  ]
}

/** A password that is decrypted only when somebody reads it is there. */
function hasNoPassword(outputs: Outputs): boolean {
  return Object.getOwnPropertyDescriptor(outputs, 'password')?.value === ''
}

export function showJson({ deployment, server, client }: Shown, { reveal }: Reveal) {
  const { forwarded } = client
  return {
    ok: true,
    command: 'show',
    deployment: deployment ? deploymentJson(deployment) : null,
    server: deployment ? { ...serverJson(deployment, { reveal }), ...liveJson(server) } : null,
    client: {
      connected: deployment !== undefined && client.deployment === deployment.name,
      ...(forwarded === undefined ? {} : { forwarded }),
      configFile: client.configFile,
      store: client.store ?? null,
    },
  }
}

function liveJson({ healthy, version, live }: ShownServer) {
  return { healthy, ...live, ...(version === undefined ? {} : { version }) }
}
