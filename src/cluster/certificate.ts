/** Until when a server's certificate is good. */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { Cluster } from './cluster.ts'
import { fieldAt, listAt, textAt } from './fields.ts'
import { components, pathIn, selectorOf } from './names.ts'

/** For all ways together: a look at a server has two seconds, and the rest of what it finds should not wait for this. */
const PATIENCE_MS = 1500

const HTTPS = 443

/**
 * ISO 8601, UTC: asked of the gateway itself, which renews its certificate, else read from the Secret of the Ingress.
 * Where the cluster knows of neither, because something outside of it leads to the server, whoever answers at the
 * server's own address is asked. `undefined` when there is none, or none can be seen.
 * @param url where people reach the server, if that is known
 */
export async function certificateExpiry(cluster: Cluster, url?: string): Promise<string | undefined> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  return (
    (await ofGateway(cluster, signal)) ?? (await ofIngress(cluster, signal)) ?? (await ofAddress(url, signal))
  )
}

async function ofGateway({ api, place }: Cluster, signal: AbortSignal): Promise<string | undefined> {
  const all = { labelSelector: selectorOf(place) }
  const query = { labelSelector: selectorOf(place, components.gateway) }
  const services = await api.list(pathIn(place, 'services'), { query: all, signal })
  const [settings] = await api.list(pathIn(place, 'configmaps'), { query, signal })
  const [entry] = services.flatMap((it) => listAt(it, 'status', 'loadBalancer', 'ingress'))
  const address = textAt(entry, 'ip') || textAt(entry, 'hostname')
  // The line with the host name opens the only block that has one: `zenml.example.com {`.
  const [, host] = /^([a-z0-9.-]+) \{$/m.exec(textAt(settings, 'data', 'Caddyfile')) ?? []
  if (address === '' || host === undefined) return undefined
  return handshake({ host: address, port: HTTPS, name: host }, signal)
}

async function ofAddress(url: string | undefined, signal: AbortSignal): Promise<string | undefined> {
  if (url === undefined || !url.startsWith('https:')) return undefined
  const { hostname: host, port } = new URL(url)
  return handshake({ host, port: Number(port || HTTPS), name: isIP(host) ? '' : host }, signal)
}

interface Door {
  readonly host: string
  readonly port: number
  /** Whom to ask for there; empty where there is no name: https://www.rfc-editor.org/rfc/rfc6066#section-3 */
  readonly name: string
}

async function handshake({ host, port, name }: Door, signal: AbortSignal): Promise<string | undefined> {
  signal.throwIfAborted()
  // Whether it is to be trusted is for those to say who use it: here only its date matters.
  const socket = connect({ host, port, servername: name, rejectUnauthorized: false })
  const stop = () => socket.destroy()
  signal.addEventListener('abort', stop)
  try {
    return await new Promise((resolve) => {
      socket.on('secureConnect', () => resolve(dateOf(socket.getPeerX509Certificate())))
      socket.on('error', () => resolve(undefined)).on('close', () => resolve(undefined))
    })
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

async function ofIngress({ api, place }: Cluster, signal: AbortSignal): Promise<string | undefined> {
  const query = { labelSelector: selectorOf(place, components.server) }
  const [ingress] = await api.list(pathIn(place, 'networking.k8s.io/ingresses'), { query, signal })
  const secret = textAt(listAt(ingress, 'spec', 'tls')[0], 'secretName')
  if (secret === '') return undefined
  const found = await api.find(`${pathIn(place, 'secrets')}/${secret}`, { signal })
  const pem = Buffer.from(textAt(fieldAt(found, 'data'), 'tls.crt'), 'base64').toString()
  return pem === '' ? undefined : dateOf(new X509Certificate(pem))
}

function dateOf(certificate: X509Certificate | undefined): string | undefined {
  const date = new Date(certificate?.validTo ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
