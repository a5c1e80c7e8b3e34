/** Until when a server's certificate is good. */
import { X509Certificate } from 'node:crypto'
import { connect } from 'node:tls'
import type { Cluster } from './cluster.ts'
import { fieldAt, listAt, textAt } from './fields.ts'
import { components, pathIn, selectorOf } from './names.ts'

const TIMEOUT_MS = 3000

/**
 * ISO 8601, UTC: asked of the gateway itself, which renews its certificate, else read from the Secret of the Ingress.
 * `undefined` when there is none, or none can be seen.
 */
export async function certificateExpiry(cluster: Cluster, signal?: AbortSignal): Promise<string | undefined> {
  return (await ofGateway(cluster, signal)) ?? (await ofIngress(cluster, signal))
}

async function ofGateway(
  { api, place }: Cluster,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const all = { labelSelector: selectorOf(place) }
  const query = { labelSelector: selectorOf(place, components.gateway) }
  const services = await api.list(pathIn(place, 'services'), { query: all, signal })
  const [settings] = await api.list(pathIn(place, 'configmaps'), { query, signal })
  const [entry] = services.flatMap((it) => listAt(it, 'status', 'loadBalancer', 'ingress'))
  const address = textAt(entry, 'ip') || textAt(entry, 'hostname')
  // The line with the host name opens the only block that has one: `zenml.example.com {`.
  const [, host] = /^([a-z0-9.-]+) \{$/m.exec(textAt(settings, 'data', 'Caddyfile')) ?? []
  if (address === '' || host === undefined) return undefined
  return handshake(address, host, signal)
}

async function handshake(
  address: string,
  host: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  // Whether it is to be trusted is for those to say who use it: here only its date matters.
  const socket = connect({ host: address, port: 443, servername: host, rejectUnauthorized: false })
  const stop = () => socket.destroy()
  signal?.addEventListener('abort', stop)
  try {
    return await new Promise((resolve) => {
      socket.setTimeout(TIMEOUT_MS, stop)
      socket.on('secureConnect', () => resolve(dateOf(socket.getPeerX509Certificate())))
      socket.on('error', () => resolve(undefined)).on('close', () => resolve(undefined))
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

async function ofIngress(
  { api, place }: Cluster,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
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
