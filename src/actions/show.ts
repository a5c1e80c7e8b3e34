import { type ClientState, readClient } from '../client/connection.ts'
import { serverInfo } from '../client/server-api.ts'
import { isReady } from '../client/server-health.ts'
import type { Context } from '../context.ts'
import type { Deployment } from '../engine/engine.ts'
import type { LiveFacts } from '../engine/live.ts'
import { certificateWarning } from '../errors/place.ts'
import { chooseDeploymentIfAny } from './choose-deployment.ts'
import { look } from './look.ts'

export interface Shown {
  /** `undefined`: there is none, and the client uses whatever its files say. */
  readonly deployment: Deployment | undefined
  readonly server: ShownServer
  readonly client: ShownClient
}

export interface ShownServer {
  readonly healthy: boolean
  readonly version?: string
  /** Only where an engine can look. */
  readonly live?: LiveFacts
  /** Whole days; negative when the certificate has run out. */
  readonly certificateDays?: number
}

export interface ShownClient extends ClientState {
  /** Only where it is connected through a forwarded port: whether that port leads anywhere. */
  readonly forwarded?: boolean
}

/**
 * One deployment: what it is, whether it answers, what the place where it runs says of it, and whether the client of
 * this computer talks to it.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`, or `USAGE` when there are several and nobody to ask
 */
export async function show(
  context: Context,
  { name }: { readonly name: string | undefined },
): Promise<Shown> {
  const found = await chooseDeploymentIfAny(context, name)
  const deployment = found?.deployment
  const [answer, live, client] = await Promise.all([
    answerOf(deployment),
    found && look(context, found),
    clientOf(context, deployment),
  ])
  const server = serverOf(context, { deployment, answer, live })
  const warnings = [...client.warnings, ...certificateWarnings(deployment, server)]
  for (const warning of warnings) context.terminal.warn(warning)
  return { deployment, server, client }
}

interface Answer {
  readonly healthy: boolean
  readonly version?: string
}

/** A server that does not answer is a fact to show, not an error. */
async function answerOf(deployment: Deployment | undefined): Promise<Answer> {
  const outputs = deployment?.outputs
  if (!outputs || outputs.unexposed || deployment.status === 'stopped') return { healthy: false }
  const { version } = outputs
  // Asking only whether it is there takes a fifth of the time, and people look often.
  if (version !== undefined) return { healthy: await isReady(outputs), version }
  return serverInfo(outputs).then(
    ({ version }) => ({ healthy: true, version }),
    () => ({ healthy: false }),
  )
}

async function clientOf({ clientEnvironment }: Context, deployment: Deployment | undefined) {
  const client = await readClient(clientEnvironment)
  const url = client.store?.url
  if (!deployment?.outputs?.unexposed || client.deployment !== deployment.name || !url) return client
  return { ...client, forwarded: await isReady({ url }) }
}

interface Facts {
  readonly deployment: Deployment | undefined
  readonly answer: Answer
  readonly live: LiveFacts | undefined
}

/** A server that nothing leads to can't be asked; whether it is well is for the place to say where it runs. */
function serverOf({ now }: Context, { deployment, answer, live }: Facts): ShownServer {
  const outputs = deployment?.outputs
  const isReadyInside = outputs?.unexposed === true && (live?.replicas?.ready ?? 0) > 0
  const version = live?.version ?? answer.version ?? outputs?.version
  const expiresAt = live?.certificateExpiresAt
  return {
    healthy: answer.healthy || isReadyInside,
    ...(version === undefined ? {} : { version }),
    ...(live ? { live } : {}),
    ...(expiresAt === undefined ? {} : { certificateDays: daysBetween(now(), new Date(expiresAt)) }),
  }
}

const DAY_MS = 86_400_000

function daysBetween(now: Date, then: Date): number {
  return Math.floor((then.getTime() - now.getTime()) / DAY_MS)
}

/** One that renews itself does so a month before; so late, something keeps it from it. */
const FEW_DAYS = 14

function certificateWarnings(
  deployment: Deployment | undefined,
  { certificateDays: days }: ShownServer,
): readonly string[] {
  return deployment && days !== undefined && days < FEW_DAYS
    ? [certificateWarning(deployment.name, days)]
    : []
}
