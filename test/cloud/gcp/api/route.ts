/** What a question to Google Cloud's API over HTTP is, and an answer. */
import type { Session } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import type { Properties } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'

export interface Question {
  readonly view: View
  readonly session: Session
  readonly body: Properties
  /** What the groups of the route's pattern found. */
  readonly found: readonly string[]
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly service: string
  /** Behind the name of the service: `projects/p/regions`. */
  readonly pattern: RegExp
  /** What one needs to be allowed: `compute.regions.list`; `{1}` stands for what a group of the pattern found. */
  readonly permission: string
  /** The API that has to be enabled; none where it is asked before any is. */
  readonly api?: string
  readonly answer: (question: Question) => Properties
}

/** @param path `projects/[p]/regions/(…)` */
export function route(
  service: { readonly service: string; readonly api?: string },
  [method, path, permission]: readonly [Route['method'], string, string],
  answer: Route['answer'],
): Route {
  const whole = path
    .replaceAll('[p]', '[^/:]+')
    .replaceAll('[n]', '([\\w-]+)')
    .replaceAll('[scope]', '(?:global|regions/[\\w-]+|zones/[\\w-]+)')
  return { ...service, method, permission, answer, pattern: new RegExp(`^${whole}$`) }
}

/** @throws as Google does when it is not there */
export function one(view: View, types: readonly string[], id: string): CloudObject {
  const found = types.flatMap((type) => view.find(type, id) ?? [])[0]
  return found ?? absent(id)
}

export function absent(id: string): never {
  return refuse('notFound', `The resource '${id}' was not found`, 404)
}

export function seen(view: View, types: readonly string[]): readonly CloudObject[] {
  return types.flatMap((type) => view.seen(type).filter(({ phase }) => phase !== 'deleted'))
}
