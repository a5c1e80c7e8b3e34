/** Every combination of what a spec may say about a server on Kubernetes, as values of the chart. */
import { complete, resolveOptions } from '../../src/deployment/resolve.ts'
import type { OptionValues, Secrets, Spec } from '../../stacks/contract.ts'
import { kubernetes } from '../../stacks/kubernetes/provider.ts'
import { serverSpecOf } from '../../stacks/server-spec.ts'
import { type ChartRequest, chartValues } from '../../stacks/shared/chart-values.ts'

export const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
const key = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'

/** The longest that there may be. */
export const longestName = 'a-deployment-with-a-name-so-long'

export const keys = {
  password: 'password-of-the-test',
  tokenKey: 'token-key-of-the-test',
  encryptionKey: 'encryption-key-of-the-test',
  databasePassword: 'database-password-of-the-test',
  databaseRootPassword: 'root-password-of-the-test',
}

interface Wish {
  readonly options: OptionValues
  readonly secrets?: Secrets
}

const databases: Readonly<Record<string, Wish>> = {
  'a MySQL in the cluster': { options: {} },
  'a MariaDB in the cluster on a class of its own': {
    options: {
      'database-image': 'registry:5000/mariadb:11.4',
      'storage-class': 'fast',
      'storage-size': '20Gi',
    },
  },
  SQLite: { options: { database: 'sqlite', 'storage-size': '2Gi' } },
  'a database elsewhere': {
    options: { database: 'mysql://zenml@db.example.com:3306/zenml' },
    secrets: { 'database-password': 'p@ss/w%rd' },
  },
  'a database elsewhere over TLS': {
    options: { database: 'mysql://zenml@db.example.com/zenml', replicas: 3 },
    secrets: { 'database-password': 'secret', 'database-ca': certificate },
  },
}

const exposures: Readonly<Record<string, Wish>> = {
  'a load balancer': { options: {} },
  'a load balancer with a domain and another authority': {
    options: {
      ...{ domain: 'zenml.example.com', 'acme-directory': 'https://acme.example.com/dir' },
      ...{ 'acme-email': 'team@example.com' },
    },
    secrets: { 'acme-ca': certificate, 'tls-ca': certificate },
  },
  'a load balancer with a certificate': {
    options: { domain: 'zenml.example.com' },
    secrets: { 'tls-cert': certificate, 'tls-key': key },
  },
  'a load balancer with a Secret': { options: { domain: 'zenml.example.com', 'tls-secret': 'zenml-tls' } },
  'a load balancer without HTTPS': { options: { tls: 'off' } },
  'an Ingress': { options: { expose: 'ingress', domain: 'zenml.example.com', 'tls-secret': 'zenml-tls' } },
  'an Ingress of a class, without HTTPS': {
    options: { expose: 'ingress', domain: 'zenml.example.com', tls: 'off', 'ingress-class': 'nginx' },
  },
  'a Gateway': { options: { expose: 'gateway', domain: 'zenml.example.com', gateway: 'gateways/public' } },
  'a Gateway without HTTPS': {
    options: { expose: 'gateway', domain: 'zenml.example.com', gateway: 'public', tls: 'off' },
  },
  nothing: { options: { expose: 'none' } },
}

/** Name and wish of every database with every exposure. */
export const combinations: readonly (readonly [string, Wish])[] = Object.entries(databases).flatMap(
  ([database, inside]) =>
    Object.entries(exposures).map(([exposure, outside]) => [
      `${database}, reached through ${exposure}`,
      {
        options: { ...inside.options, ...outside.options },
        secrets: { ...inside.secrets, ...outside.secrets },
      },
    ]),
)

/** A complete spec, as zen makes it of options. */
export function specOf(given: OptionValues, secrets: Secrets = {}, name = 'team'): Spec {
  const layers = { given, config: {}, stored: {}, secrets }
  const facts = { clientVersion: '0.98.0' }
  const { values, problems } = complete(kubernetes, resolveOptions(kubernetes, layers), facts)
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  return { name, provider: 'kubernetes', options: values }
}

export function valuesFor({ options, secrets = {} }: Wish, name = 'team', rest: Partial<ChartRequest> = {}) {
  const server = serverSpecOf(specOf(options, secrets, name))
  const host = server.exposure.kind === 'none' ? undefined : '203-0-113-10.sslip.io'
  return chartValues({ server, keys, given: secrets, host, isRunning: true, ...rest })
}
