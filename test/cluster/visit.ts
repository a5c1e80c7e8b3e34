/** Visits a server by a name that only the cluster knows. */
import { Agent as HttpAgent, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { Agent as HttpsAgent, request as requestSafely } from 'node:https'
import { text } from 'node:stream/consumers'
import { TLSSocket } from 'node:tls'

export interface Visit {
  readonly status: number
  readonly location: string
  readonly body: string
  /** Of the certificate, empty without HTTPS. */
  readonly fingerprint: string
}

export interface Visitor {
  /** Where the name leads. */
  readonly address: string
  /** The only authority that is trusted, as PEM. */
  readonly ca?: string
  /** Fields of a form to post. */
  readonly form?: Readonly<Record<string, string>>
  readonly token?: string
}

/** @throws the connection's error, also when the certificate is not to be trusted for the name */
export async function visit(url: string, { address, ca, form, token }: Visitor): Promise<Visit> {
  const { protocol, hostname, port, pathname } = new URL(url)
  const headers = {
    host: hostname,
    ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  }
  const place = { host: address, port, path: pathname, method: form ? 'POST' : 'GET', headers }
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = protocol === 'https:' ? safely(place, hostname, ca) : plainly(place)
    call.on('response', resolve).on('error', reject)
    call.end(form && new URLSearchParams(form).toString())
  })
  const { socket } = message
  return {
    status: message.statusCode ?? 0,
    location: message.headers.location ?? '',
    fingerprint: socket instanceof TLSSocket ? socket.getPeerCertificate().fingerprint256 : '',
    body: await text(message),
  }
}

/** A new connection each time, since the certificate belongs to the connection. */
function safely(place: RequestOptions, name: string, ca: string | undefined) {
  const agent = new HttpsAgent({ keepAlive: false })
  const isName = /[a-z]/i.test(name)
  return requestSafely({ ...place, agent, ...(ca ? { ca } : {}), ...(isName ? { servername: name } : {}) })
}

function plainly(place: RequestOptions) {
  return request({ ...place, agent: new HttpAgent({ keepAlive: false }) })
}
