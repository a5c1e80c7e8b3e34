/** A server at Google Cloud: APIs, network, database and cluster side by side, address, release. */
import type { Program } from '../program-contract.ts'
import { enter } from '../shared/cluster-entry.ts'
import { serverIn } from '../shared/cluster-objects.ts'
import { generatedKeys } from '../shared/generated-secret.ts'
import { databasePassword } from '../shared/managed-database.ts'
import { extentOf } from '../shared/spec/extent.ts'
import { zenmlServer } from '../shared/zenml-server.ts'
import { administrators } from './administrators.ts'
import { cloudOf } from './cloud.ts'
import { kubeconfigFor } from './cluster-login.ts'
import { accessTo, managedDatabase } from './database.ts'
import { existingCluster, readyCluster } from './made-cluster.ts'
import { networkOf } from './network.ts'
import { addressOf } from './server-address.ts'
import { clusterPath } from './spec/names.ts'
import { volumeMaker } from './volumes.ts'

export const program: Program = async (request) => {
  const { secrets: given, leaving, chart, part } = request
  const cloud = cloudOf(request)
  const { gcp } = cloud
  const extent = extentOf(gcp, request)
  const keys = generatedKeys(given)
  const network = networkOf(cloud, extent.hasCluster)
  const password = keys.apply((all) => databasePassword(all.databasePassword))
  const database = gcp.database && managedDatabase(cloud, { wish: gcp.database, network, password })
  const remembered = database && leaving === 'snapshot' ? { snapshot: database.lastBackup } : {}
  if (!extent.hasLogin) return remembered

  const cluster =
    gcp.cluster.kind === 'new'
      ? readyCluster(cloud, gcp.cluster, network)
      : existingCluster(cloud, gcp.cluster, request.placeGone === true)
  // Once everything slow is there, since a login lasts an hour, or what is left of it.
  const slow = [...cluster.ready, ...(database ? [database.instance] : [])]
  const { access, place } = enter(request, {
    login: () => kubeconfigFor(cloud, cluster.door, slow),
    identifier: clusterPath(gcp),
    ready: cluster.ready,
    volumes: gcp.cluster.kind === 'new' ? volumeMaker(cloud) : undefined,
    hasNamespace: extent.hasNamespace,
  })
  if (!extent.hasServer || !access) return { place, ...remembered }

  administrators(cloud, access)
  const { host, ready } = addressOf(cloud, access, given)
  const outputs = zenmlServer(
    { ...access, after: [...access.after, ...(database?.contents ?? []), ...ready] },
    {
      ...{ server: serverIn(gcp.cluster.kind, gcp.server), keys, given, host, chart },
      isRunning: part === 'everything',
      ...(database ? { database: accessTo(database, { password, ca: given['database-ca'] }) } : {}),
    },
  )
  return { ...outputs, place, ...remembered }
}
