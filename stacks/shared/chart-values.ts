/** From a spec to values of `charts/zenml`. Pure, and the only code that knows the names of those values. */
import type { Secrets } from '../contract.ts'
import type { Exposure, LoadBalancerTls, ServerSpec } from '../server-spec.ts'
import { isValues, mergeValues, type Values, valueAt, withoutEmpty, withoutPath } from '../values.ts'
import { valuesOf } from '../values-file.ts'
import type { ServerKeys } from './server-keys.ts'
import { serverUrl } from './server-url.ts'

export interface ChartRequest {
  readonly server: ServerSpec
  readonly keys: ServerKeys
  /** What a person gave: the database's password, and files. */
  readonly given: Secrets
  /** Host name of the server, once that is known; none where nothing leads to it from outside. */
  readonly host: string | undefined
  /** Whether a server runs, or only what is around it. */
  readonly isRunning: boolean
}

export function chartValues(request: ChartRequest): Values {
  const { given, isRunning } = request
  const own = withoutEmpty({
    fullnameOverride: request.server.release,
    server: serverValues(request),
    mysql: mysqlValues(request),
    caddy: caddyValues(request),
  })
  const values = withoutSecretsGivenTwice(mergeValues(own, withoutAddress(valuesOf(given['values']))))
  // A number of copies counts only where nothing else decides it.
  return isRunning
    ? values
    : mergeValues(values, { server: { replicaCount: 0 }, autoscaling: { enabled: false } })
}

/**
 * What a file of values says about the address at a load balancer, as the `spec` and `annotations` of a Service: zen
 * makes that Service itself, before the release, to know the address.
 */
export function addressSettings(given: Secrets, isTls: boolean): { annotations: Values; spec: Values } {
  const service = valueAt(valuesOf(given['values']), isTls ? 'caddy.service' : 'server.service')
  const settings = isValues(service) ? service : {}
  const { annotations, ...others } = Object.fromEntries(
    addressKeys.flatMap((key) => (key in settings ? [[key, settings[key]]] : [])),
  )
  return { annotations: isValues(annotations) ? annotations : {}, spec: withoutEmpty(others) }
}

const addressKeys = [
  'annotations',
  'loadBalancerIP',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
  'externalTrafficPolicy',
]

/** The chart's own Services are reached from inside the cluster only. */
function withoutAddress(values: Values): Values {
  const paths = ['server.service', 'caddy.service'].flatMap((path) =>
    addressKeys.map((key) => `${path}.${key}`),
  )
  return paths.reduce(withoutPath, values)
}

type UrlDatabase = Extract<ServerSpec['database'], { kind: 'url' }>

function serverValues({ server, keys, given, host }: ChartRequest): Values {
  const { exposure, database } = server
  return {
    replicaCount: server.replicas,
    image: server.image,
    admin: { username: server.username, password: keys.password },
    auth: { jwtSecretKey: keys.tokenKey },
    secretsStore: { sql: { encryptionKey: keys.encryptionKey } },
    serverURL: host === undefined ? undefined : serverUrl(exposure, host),
    database:
      database.kind === 'url'
        ? databaseAccess(database, given)
        : { persistence: database.kind === 'sqlite' ? volume(server) : undefined },
    ingress: ingressValues(exposure),
    gateway: gatewayValues(exposure),
  }
}

/** With its authority's certificate the connection is encrypted, and the database has to be who it says. */
function databaseAccess({ url, hasName = true }: UrlDatabase, given: Secrets): Values {
  const ca = given['database-ca'] || undefined
  const encrypted = ca === undefined ? {} : { ssl: true, sslVerifyServerCert: hasName, sslCa: { value: ca } }
  return { url: withPassword(url, given['database-password'] ?? ''), ...encrypted }
}

function withPassword(url: string, password: string): string {
  const whole = new URL(url)
  whole.password = encodeURIComponent(password)
  return whole.href
}

function mysqlValues({ server, keys }: ChartRequest): Values {
  if (server.database.kind !== 'in-cluster') return { enabled: false }
  return {
    enabled: true,
    image: server.databaseImage === undefined ? undefined : imageValues(server.databaseImage),
    password: keys.databasePassword,
    rootPassword: keys.databaseRootPassword,
    persistence: volume(server),
  }
}

/** The tag may have a digest behind it; the repository may have a port. */
function imageValues(image: string): Values {
  const [, repository, tag] = /^(.*?):([^:/]+(?:@.*)?)$/.exec(image) ?? []
  return { repository, tag }
}

function volume({ storageClass, storageSize }: ServerSpec): Values {
  return { size: storageSize, storageClassName: storageClass }
}

function ingressValues(exposure: Exposure): Values {
  if (exposure.kind !== 'ingress') return {}
  const { className = '', host, tlsSecret } = exposure
  return { enabled: true, className, host, tls: tlsSecret && { enabled: true, secretName: tlsSecret } }
}

function gatewayValues(exposure: Exposure): Values {
  if (exposure.kind !== 'gateway') return {}
  return { enabled: true, gatewayRef: exposure.gateway, host: exposure.host }
}

function caddyValues({ server, given, host }: ChartRequest): Values {
  const { exposure, storageClass } = server
  if (exposure.kind !== 'load-balancer' || !exposure.tls) return { enabled: false }
  const certificate = certificateValues(exposure.tls, given)
  return {
    enabled: true,
    host,
    service: { type: 'ClusterIP' },
    ...certificate,
    persistence: { storageClassName: storageClass },
  }
}

function certificateValues({ secret, directory, email }: LoadBalancerTls, given: Secrets): Values {
  if (secret !== undefined) return { tls: { existingSecret: secret } }
  if (given['tls-cert']) return { tls: { cert: given['tls-cert'], key: given['tls-key'] } }
  return { acme: { directory, email, ca: { value: given['acme-ca'] || undefined } } }
}

/** Whether an authority grants the certificate, which visits the server for that. */
export function isGranted(exposure: Exposure, given: Secrets): boolean {
  return exposure.kind === 'load-balancer' && exposure.tls !== undefined
    ? !exposure.tls.secret && !given['tls-cert']
    : false
}

/** A file of values may name a Secret instead, and the chart takes only one of both. */
function withoutSecretsGivenTwice(values: Values): Values {
  return twoWays.reduce(
    (left, { wish, paths }) => (isWish(valueAt(left, wish)) ? paths.reduce(withoutPath, left) : left),
    values,
  )
}

const twoWays = [
  { wish: 'server.auth.existingSecret', paths: ['server.auth.jwtSecretKey'] },
  { wish: 'server.secretsStore.sql.existingSecret', paths: ['server.secretsStore.sql.encryptionKey'] },
  { wish: 'mysql.existingSecret', paths: ['mysql.password', 'mysql.rootPassword'] },
]

function isWish(value: unknown): boolean {
  return isValues(value) && Boolean(value['name'])
}
