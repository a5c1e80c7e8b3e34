import type { Operation, Session } from '../../frame/definition.ts'
import type { Properties } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'

/** A request that came over HTTP. */
export interface Asked {
  readonly method: string
  /** `/subscriptions/…` */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Properties
}

export interface Route {
  /** For the journal. */
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: RegExp
  readonly operation: Operation
  readonly answer: (asked: Asked, view: View, session: Session, found: readonly string[]) => unknown
}

/** Behind `/subscriptions/…`. @param rest `providers/Microsoft.Network/locations/(\\w+)/usages` @param action `Microsoft.Network/locations/usages/read` */
export function route(
  name: string,
  rest: string,
  action: string,
  answer: Route['answer'],
  method: Route['method'] = 'GET',
): Route {
  const [service = '', ...words] = action.split('/')
  return {
    ...{ name, method, answer },
    path: new RegExp(`^/subscriptions/[^/]+${rest === '' ? '' : `/${rest}`}$`, 'i'),
    operation: { service, name: words.join('/'), doing: '' },
  }
}
