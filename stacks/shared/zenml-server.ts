/** The server itself: a Helm release of our chart. A real release, since its hook migrates the database first. */
import { Release } from '@pulumi/kubernetes/helm/v3/release.js'
import { all, type Input, type Output, output, secret } from '@pulumi/pulumi'
import { chartDigest } from '../chart-digest.ts'
import type { Secrets } from '../contract.ts'
import type { ProgramOutputs } from '../program-contract.ts'
import type { ServerSpec } from '../server-spec.ts'
import { chartValues } from './chart-values.ts'
import { type ClusterAccess, inCluster } from './cluster-access.ts'
import type { ServerKeys } from './server-keys.ts'
import { isHttps, serverUrl } from './server-url.ts'

export interface ServerRequest {
  readonly server: ServerSpec
  readonly keys: Output<ServerKeys>
  /** What a person gave. */
  readonly given: Secrets
  readonly host: Input<string | undefined>
  /** A database that the cloud manages, known only when it is there. */
  readonly database?: Input<ManagedAccess>
  readonly isRunning: boolean
  /** Folder of the chart. */
  readonly chart: string
}

/** How the server reaches a database that a cloud manages. */
export interface ManagedAccess {
  /** Without a password: `mysql://zenml@host:3306/zenml`. */
  readonly url: string
  readonly password: string
  /** PEM text of the authorities that may have signed its certificate. */
  readonly ca: string
  /** It signs for this database alone, which has no name: so whose certificate it signed needs no look. */
  readonly isOwnAuthority?: true
}

/** Seconds for the migration, and then for the pods. Large images and large databases take theirs. */
const patience = 600

/** How many revisions Helm keeps: the number that `helm` itself has for a default. */
const revisions = 10

export function zenmlServer(access: ClusterAccess, request: ServerRequest): ProgramOutputs {
  const { server, given, isRunning, chart } = request
  const values = all([request.keys, request.host, output(request.database)]).apply(([keys, host, database]) =>
    chartValues({ keys, host, isRunning, ...withDatabase(server, given, database) }),
  )
  const release = new Release(
    'server',
    {
      ...{ name: server.release, namespace: access.namespace, chart, values: secret(values) },
      // What failed stays, to be looked at: the next run upgrades it.
      ...{ atomic: false, cleanupOnFail: false },
      ...{ timeout: patience, maxHistory: revisions },
      // The provider looks at the chart's version only, and not at its files.
      description: `chart ${chartDigest}`,
    },
    inCluster(access),
  )
  return outputsOf(request, release)
}

/** To the server it is a database like any other that is elsewhere. */
function withDatabase(server: ServerSpec, given: Secrets, database: ManagedAccess | undefined) {
  if (!database) return { server, given }
  const { url, password, ca, isOwnAuthority = false } = database
  return {
    server: { ...server, database: { kind: 'url', url, hasName: !isOwnAuthority } as const },
    given: { ...given, 'database-password': password, 'database-ca': ca },
  }
}

/** Known only when the release is there, so that nobody takes a server for one that is not. */
function outputsOf({ server, keys, given, host }: ServerRequest, release: Release): ProgramOutputs {
  const { exposure, database, image, username, port } = server
  const isExposed = exposure.kind !== 'none'
  const url = all([host, release.status]).apply(([name]) =>
    name === undefined ? `http://127.0.0.1:${port}` : serverUrl(exposure, name),
  )
  return {
    url,
    username,
    password: keys.apply(({ password }) => password),
    database: { type: database.kind === 'sqlite' ? 'sqlite' : 'mysql' },
    ...versionOf(image.tag),
    ...(isHttps(exposure) && given['tls-ca'] ? { caCertificate: given['tls-ca'] } : {}),
    ...(isExposed ? {} : { unexposed: true }),
  }
}

/** A tag of one's own need not be a version. */
function versionOf(tag: string): { readonly version?: string } {
  const [version] = /^\d+\.\d+\.\d+[\w.-]*/.exec(tag) ?? []
  return version === undefined ? {} : { version }
}
