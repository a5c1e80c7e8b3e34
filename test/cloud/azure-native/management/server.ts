/**
 * Azure's own API over HTTP, for what the provider has no functions for: who bears a token of the provider asks at the
 * address that the token is made out to. It listens inside of the provider's process, and ends with it.
 */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Caller } from '../../frame/call.ts'
import { Refusal } from '../../frame/cloud-error.ts'
import { meetBefore } from '../../frame/faults.ts'
import { performed } from '../../frame/performed.ts'
import { isProperties, type Properties, textAt } from '../../frame/properties.ts'
import { throttled } from '../../frame/throttle.ts'
import { claimsIn } from '../functions/token.ts'
import { permit } from '../permissions.ts'
import { routeFor } from './routes.ts'

/** Addresses by folder of the simulated cloud. */
const addresses = new Map<string, string>()

/** Starts it, unless it runs already. @returns where it listens, among the arguments of whoever asked for that */
export async function listen(caller: Caller): Promise<Properties> {
  const { folder } = caller.world
  const known = addresses.get(folder)
  if (known !== undefined) return { managementAddress: known }
  const server = createServer((request, response) => void answer(caller, request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  const place = server.address()
  const address = `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`
  addresses.set(folder, address)
  return { managementAddress: address }
}

async function answer(caller: Caller, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const told = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify(body))
  }
  try {
    told(200, await work(caller, request))
  } catch (error) {
    if (error instanceof Refusal) told(error.status, { error: { code: error.code, message: error.message } })
    else told(500, { error: { code: 'InternalServerError', message: String(error) } })
  }
}

async function work(caller: Caller, request: IncomingMessage): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://management')
  const session = bearer(caller, request)
  const body = await bodyOf(request)
  const asked = { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, body }
  const route = routeFor(asked)
  const place = { urn: '', type: `azure-native:management:${route.name}`, name: '', region: 'global' }
  return performed({ ...caller, session }, 'invoke', place, async ({ fault }) => {
    await meetBefore(fault)
    await throttled(caller, route.operation, fault)
    return caller.world.visit(caller.definition, session.identity.account, 'global', (view) => {
      permit(session, route.operation)
      return route.answer(asked, view, session)
    })
  })
}

/** @throws as Azure does when nobody is known by that token */
function bearer({ world }: Caller, request: IncomingMessage) {
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '')
  const principal = textAt(claimsIn(token), 'oid')
  const identity = world.settings().identities.find((each) => each.principal === principal)
  if (!identity) throw new Refusal('InvalidAuthenticationToken', 'The access token is invalid.', 401)
  return { identity, region: 'global', config: {} }
}

async function bodyOf(request: IncomingMessage): Promise<Properties> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  const text = Buffer.concat(parts).toString()
  const found: unknown = text === '' ? {} : JSON.parse(text)
  return isProperties(found) ? found : {}
}
