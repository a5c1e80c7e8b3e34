/** A server at AWS: network, database and cluster side by side, address, release. */
import { output } from '@pulumi/pulumi'
import type { Program, ProgramRequest } from '../program-contract.ts'
import type { ClusterAccess } from '../shared/cluster-access.ts'
import { generatedKeys } from '../shared/generated-secret.ts'
import { zenmlServer } from '../shared/zenml-server.ts'
import { type Cloud, cloudOf } from './cloud.ts'
import { goneKubeconfig, kubeconfigFor } from './cluster-login.ts'
import { accessTo, type Database, databasePassword, letIn, managedDatabase } from './database.ts'
import { clusterProvider, namespaceIn, storageClass, volumes } from './kubernetes-objects.ts'
import { existingCluster, type ReadyCluster, readyCluster } from './made-cluster.ts'
import { networkOf } from './network.ts'
import { addressOf } from './server-address.ts'
import { extentOf } from './spec/extent.ts'
import { settledOf } from './spec/settled.ts'

export const program: Program = async (request) => {
  const { spec, secrets: given, leaving, chart, part } = request
  const cloud = cloudOf(spec, leaving)
  const { aws } = cloud
  const extent = extentOf(aws, request)
  const keys = generatedKeys(given)
  const network = networkOf(cloud, settledOf(spec.options).zones, extent.hasCluster)
  const password = keys.apply((all) => databasePassword(all.databasePassword))
  const database = aws.database && managedDatabase(cloud, { wish: aws.database, network, password })
  const remembered = database && leaving === 'snapshot' ? { snapshot: database.lastSnapshot } : {}
  if (!extent.hasLogin) return remembered

  const isGone = request.placeGone === true
  const cluster =
    aws.cluster.kind === 'new' ? readyCluster(cloud, aws.cluster, network) : existingCluster(cloud, isGone)
  const openings = database && extent.hasServer ? letIn(cloud, database, cluster.groups) : []
  const { access, place } = enter(cloud, request, {
    cluster,
    database,
    isGone,
    hasNamespace: extent.hasNamespace,
  })
  if (!extent.hasServer || !access) return { place, ...remembered }

  const { host, ready } = addressOf(cloud, { cluster, network, access, given })
  const outputs = zenmlServer(
    { ...access, after: [...access.after, ...openings, ...ready] },
    {
      ...{ server: serverIn(cloud), keys, given, host, chart, isRunning: part === 'everything' },
      ...(database ? { database: accessTo(cloud, database, { password, ca: given['database-ca'] }) } : {}),
    },
  )
  return { ...outputs, place }
}

interface Entering {
  readonly cluster: ReadyCluster
  readonly database: Database | undefined
  readonly isGone: boolean
  readonly hasNamespace: boolean
}

/** Goes into the cluster once everything slow is there, since a login lasts a quarter of an hour. */
function enter(cloud: Cloud, request: ProgramRequest, { cluster, database, isGone, hasNamespace }: Entering) {
  const { spec, announce } = request
  const { namespace, release } = cloud.aws.server
  const { door, ready } = cluster
  const slow = [...ready, ...(database ? [database.instance] : [])]
  const kubeconfig = isGone ? output(goneKubeconfig) : kubeconfigFor(cloud, door, slow)
  const provider = clusterProvider(cloud, { kubeconfig, isGone })
  const place = kubeconfig.apply((kubeconfigText) => ({ cluster: { kubeconfigText }, namespace, release }))
  if (!isGone) place.apply(announce)
  if (!hasNamespace) return { place }
  const classes = cloud.aws.cluster.kind === 'new' ? [volumes(cloud, provider, ready)] : []
  const access: ClusterAccess = namespaceIn(spec, provider, [...ready, ...classes])
  return { access, place }
}

/** In a cluster of ours there is one class of volumes. */
function serverIn({ aws: { cluster, server } }: Cloud) {
  return cluster.kind === 'new' ? { ...server, storageClass } : server
}
