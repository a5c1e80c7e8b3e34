/**
 * Google Cloud's own API over HTTP, for what the provider has no functions for. It listens for a test, which tells where
 * by the variables that the provider and all others read.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { ApiServer } from '../../frame/api-server.ts'
import { Refusal } from '../../frame/cloud-error.ts'
import { meetBefore } from '../../frame/faults.ts'
import { performed } from '../../frame/performed.ts'
import { isProperties, type Properties } from '../../frame/properties.ts'
import { throttled } from '../../frame/throttle.ts'
import type { World } from '../../frame/world.ts'
import { needApi } from '../fields.ts'
import { gcp } from '../gcp.ts'
import { permit } from '../permissions.ts'
import { bearerOf } from '../token.ts'
import { routes } from './routes.ts'

const variables: Readonly<Record<string, string>> = {
  compute: 'GOOGLE_COMPUTE_CUSTOM_ENDPOINT',
  container: 'GOOGLE_CONTAINER_CUSTOM_ENDPOINT',
  sql: 'GOOGLE_SQL_CUSTOM_ENDPOINT',
  iam: 'GOOGLE_IAM_CUSTOM_ENDPOINT',
  projects: 'GOOGLE_RESOURCE_MANAGER_CUSTOM_ENDPOINT',
  services: 'GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT',
  billing: 'GOOGLE_CLOUD_BILLING_CUSTOM_ENDPOINT',
}

export async function serveApi(world: World): Promise<ApiServer> {
  const server = createServer((request, response) => void answer(world, request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  const place = server.address()
  const port = typeof place === 'object' ? place?.port : ''
  const entries = Object.entries(variables).map(([service, variable]) => [
    variable,
    `http://127.0.0.1:${port}/${service}/`,
  ])
  return { env: Object.fromEntries(entries), close: () => void server.close() }
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const told = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify(body))
  }
  try {
    told(200, await work(world, request))
  } catch (error) {
    const { status, code, message } =
      error instanceof Refusal ? error : { status: 500, code: 'backendError', message: String(error) }
    told(status, { error: { code: status, message, errors: [{ message, reason: code }] } })
  }
}

async function work(world: World, request: IncomingMessage): Promise<Properties> {
  const { pathname } = new URL(request.url ?? '/', 'http://api')
  const [, service = '', ...rest] = pathname.split('/')
  const path = decodeURIComponent(rest.join('/'))
  const session = sessionOf(world, request, path)
  const body = await bodyOf(request)
  for (const route of routes) {
    const match = route.method === request.method && route.service === service && route.pattern.exec(path)
    if (!match) continue
    const found = match.slice(1)
    const permission = route.permission.replaceAll(
      /\{(\d)\}/g,
      (_, at: string) => found[Number(at) - 1] ?? '',
    )
    const [api = '', ...words] = permission.split('.')
    const operation = { service: api, name: words.join('.'), doing: '' }
    const place = { urn: '', type: `gcp:api:${permission}`, name: '', region: 'global' }
    return performed({ world, definition: gcp, session }, 'invoke', place, async ({ fault }) => {
      await meetBefore(fault)
      await throttled({ world, definition: gcp, session }, operation, fault)
      return world.visit(gcp, session.identity.account, 'global', (view) => {
        if (route.api !== undefined) needApi(view, route.api)
        permit(session, operation)
        return route.answer({ view, session, body, found })
      })
    })
  }
  throw new Error(
    `The simulated API has no ${request.method} ${service} ${path}. Describe it in test/cloud/gcp/api.`,
  )
}

/** @throws as Google does when nobody is known by that token */
function sessionOf(world: World, request: IncomingMessage, path: string) {
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '')
  const identity = bearerOf(world.settings(), token)
  if (!identity)
    throw new Refusal(
      'authError',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
      401,
    )
  const project = /^projects\/([^/:]+)/.exec(path)?.[1]
  return { identity, region: 'global', config: { project } }
}

async function bodyOf(request: IncomingMessage): Promise<Properties> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  const text = Buffer.concat(parts).toString()
  const found: unknown = text === '' ? {} : JSON.parse(text)
  return isProperties(found) ? found : {}
}
