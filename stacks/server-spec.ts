/** What a spec says about a server on Kubernetes, read once. Loads nothing of Pulumi. */
import type { OptionValues, Spec } from './contract.ts'
import { type DatabaseChoice, databaseChoice } from './database-options.ts'

/** How people reach the server. `host` is missing where it is made from an address that is not known yet. */
export type Exposure =
  | { readonly kind: 'load-balancer'; readonly host?: string; readonly tls?: LoadBalancerTls }
  | {
      readonly kind: 'ingress'
      readonly host: string
      readonly className?: string
      readonly tlsSecret?: string
    }
  | { readonly kind: 'gateway'; readonly host: string; readonly gateway: Gateway; readonly https: boolean }
  | { readonly kind: 'none' }

export interface Gateway {
  readonly name: string
  readonly namespace: string
}

export interface LoadBalancerTls {
  /** A Secret with the certificate, instead of ACME. */
  readonly secret?: string
  /** Directory of the authority, if it is not the usual one. */
  readonly directory?: string
  readonly email?: string
}

export interface ServerSpec {
  readonly namespace: string
  /** Name of the Helm release, and what the names of all its objects begin with. */
  readonly release: string
  readonly database: DatabaseChoice
  readonly databaseImage?: string
  readonly exposure: Exposure
  readonly storageClass?: string
  readonly storageSize?: string
  readonly replicas: number
  readonly image: { readonly repository: string; readonly tag: string }
  readonly username: string
  readonly port: number
}

/**
 * One prefix for all that zen makes. With the longest name of a deployment, 32 letters, the release has 36: Helm allows
 * 53, a label 63, and a StatefulSet 52 with its suffix.
 */
export function releaseOf({ name }: Spec): string {
  return `zen-${name}`
}

export function namespaceOf({ name, options }: Spec): string {
  return textOf(options, 'namespace') ?? `zen-${name}`
}

export function serverSpecOf(spec: Spec): ServerSpec {
  const { options } = spec
  return {
    namespace: namespaceOf(spec),
    release: releaseOf(spec),
    database: databaseChoice(options),
    exposure: exposureOf(spec),
    replicas: Number(options['replicas'] ?? 1),
    image: { repository: textOf(options, 'image') ?? '', tag: textOf(options, 'server-version') ?? '' },
    username: textOf(options, 'username') ?? '',
    port: Number(options['port']),
    ...given('databaseImage', textOf(options, 'database-image')),
    ...given('storageClass', textOf(options, 'storage-class')),
    ...given('storageSize', textOf(options, 'storage-size')),
  }
}

function exposureOf(spec: Spec): Exposure {
  const { options } = spec
  const host = textOf(options, 'domain')
  const https = options['tls'] !== 'off'
  switch (options['expose']) {
    case 'ingress':
      return {
        kind: 'ingress',
        host: host ?? '',
        ...given('className', textOf(options, 'ingress-class')),
        ...given('tlsSecret', https ? textOf(options, 'tls-secret') : undefined),
      }
    case 'gateway':
      return { kind: 'gateway', host: host ?? '', gateway: gatewayOf(spec), https }
    case 'load-balancer':
      return { kind: 'load-balancer', ...given('host', host), ...(https ? { tls: tlsOf(options) } : {}) }
    default:
      return { kind: 'none' }
  }
}

function gatewayOf(spec: Spec): Gateway {
  const [first = '', second] = (textOf(spec.options, 'gateway') ?? '').split('/')
  return second === undefined
    ? { name: first, namespace: namespaceOf(spec) }
    : { name: second, namespace: first }
}

function tlsOf(options: OptionValues): LoadBalancerTls {
  return {
    ...given('secret', textOf(options, 'tls-secret')),
    ...given('directory', textOf(options, 'acme-directory')),
    ...given('email', textOf(options, 'acme-email')),
  }
}

function textOf(options: OptionValues, flag: string): string | undefined {
  const value = options[flag]
  return value === undefined || value === '' ? undefined : String(value)
}

/** A property that is there only with a value. */
function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  const entries: { [K in Key]?: Value } = {}
  if (value !== undefined) entries[key] = value
  return entries
}
