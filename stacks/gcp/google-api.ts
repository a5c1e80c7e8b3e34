/** Google Cloud's own API, asked with the login of the provider: for what that has no functions for. */
import { setTimeout as delay } from 'node:timers/promises'
import { isJson, type Json, listAt, textAt } from './json.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where an API is, and the variable by which the provider, and all others, let that be changed:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference#custom-endpoints
 */
const endpoints = {
  compute: ['GOOGLE_COMPUTE_CUSTOM_ENDPOINT', 'https://compute.googleapis.com/compute/v1/'],
  container: ['GOOGLE_CONTAINER_CUSTOM_ENDPOINT', 'https://container.googleapis.com/v1/'],
  sql: ['GOOGLE_SQL_CUSTOM_ENDPOINT', 'https://sqladmin.googleapis.com/sql/v1beta4/'],
  iam: ['GOOGLE_IAM_CUSTOM_ENDPOINT', 'https://iam.googleapis.com/v1/'],
  projects: ['GOOGLE_RESOURCE_MANAGER_CUSTOM_ENDPOINT', 'https://cloudresourcemanager.googleapis.com/v1/'],
  services: ['GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT', 'https://serviceusage.googleapis.com/v1/'],
  billing: ['GOOGLE_CLOUD_BILLING_CUSTOM_ENDPOINT', 'https://cloudbilling.googleapis.com/v1/'],
} as const

export type GoogleService = keyof typeof endpoints

export interface GoogleApi {
  /** @throws Error in the words of Google's own clients */
  get(service: GoogleService, path: string): Promise<Json>
  /** All of a list, however many pages it has. @param field where the items are */
  list(service: GoogleService, path: string, field?: string): Promise<readonly Json[]>
  /** Of Compute Engine: a kind of thing in all regions and zones, and where there is neither. */
  everywhere(project: string, kind: string): Promise<readonly Json[]>
  post(service: GoogleService, path: string, body: object): Promise<Json>
  /** Asks for a change in a network, and waits until it is done. @param place `projects/p/global`, where the operation is */
  change(place: string, method: 'POST' | 'DELETE', path: string, body?: object): Promise<void>
}

/** Milliseconds that an answer may take. */
const patience = 30_000
const pause = 1000

/** @param token of the provider's login @param env of the process */
export function googleApi(token: () => Promise<string>, env: Environment = {}): GoogleApi {
  const call = async (service: GoogleService, path: string, method = 'GET', body?: object): Promise<Json> => {
    const [variable, usual] = endpoints[service]
    const response = await fetch(new URL(path, env[variable] || usual), {
      method,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(refusalOf(response.status, text))
    return text === '' ? {} : JSON.parse(text)
  }
  return {
    get: call,
    post: (service, path, body) => call(service, path, 'POST', body),
    list: async (service, path, field = 'items') => {
      const pages = await allPages((page) => call(service, withPage(path, page)))
      return pages.flatMap((page) => listAt(page, field))
    },
    everywhere: async (project, kind) => {
      const path = `projects/${project}/aggregated/${kind}?maxResults=500`
      const pages = await allPages((page) => call('compute', withPage(path, page)))
      return pages.flatMap(({ items }) =>
        isJson(items) ? Object.values(items).flatMap((scope) => listAt(scope, kind)) : [],
      )
    },
    change: async (place, method, path, body) => {
      let operation = await call('compute', path, method, body)
      while (textAt(operation, 'status') !== 'DONE') {
        await delay(pause)
        operation = await call('compute', `${place}/operations/${textAt(operation, 'name')}`)
      }
      const [problem] = listAt(operation, 'error.errors')
      if (problem !== undefined) throw new Error(`googleapi: ${textAt(problem, 'message')}`)
    },
  }
}

async function allPages(ask: (page: string) => Promise<Json>): Promise<readonly Json[]> {
  const pages: Json[] = []
  let next = ''
  do {
    const page = await ask(next)
    pages.push(page)
    next = textAt(page, 'nextPageToken')
  } while (next !== '')
  return pages
}

function withPage(path: string, page: string): string {
  if (page === '') return path
  return `${path}${path.includes('?') ? '&' : '?'}pageToken=${encodeURIComponent(page)}`
}

/** As https://pkg.go.dev/google.golang.org/api/googleapi says it, so that all refusals look the same. */
function refusalOf(status: number, text: string): string {
  try {
    const found: Json = JSON.parse(text)
    const [first] = listAt(found, 'error.errors')
    const reason = textAt(first, 'reason') || textAt(found, 'error.status')
    return `googleapi: Error ${status}: ${textAt(found, 'error.message')}, ${reason}`
  } catch {
    return `googleapi: got HTTP response code ${status} with body: ${text.slice(0, 200)}`
  }
}

/** Whether a refusal says that there is no such thing. */
export function isNotFound(refusal: string): boolean {
  return /Error 404/.test(refusal)
}
