/** A server at AWS: network, database and cluster side by side, address, release. */
import type { Program } from '../program-contract.ts'
import { enter } from '../shared/cluster-entry.ts'
import { serverIn } from '../shared/cluster-objects.ts'
import { generatedKeys } from '../shared/generated-secret.ts'
import { databasePassword } from '../shared/managed-database.ts'
import { extentOf } from '../shared/spec/extent.ts'
import { zenmlServer } from '../shared/zenml-server.ts'
import { cloudOf } from './cloud.ts'
import { kubeconfigFor } from './cluster-login.ts'
import { accessTo, letIn, managedDatabase } from './database.ts'
import { existingCluster, readyCluster } from './made-cluster.ts'
import { networkOf } from './network.ts'
import { addressOf } from './server-address.ts'
import { clusterArn } from './spec/names.ts'
import { settledOf } from './spec/settled.ts'
import { volumeMaker } from './volumes.ts'

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

  const cluster =
    aws.cluster.kind === 'new'
      ? readyCluster(cloud, aws.cluster, network)
      : existingCluster(cloud, request.placeGone === true)
  const openings = database && extent.hasServer ? letIn(cloud, database, cluster.groups) : []
  // Once everything slow is there, since a login lasts a quarter of an hour.
  const slow = [...cluster.ready, ...(database ? [database.instance] : [])]
  const { access, place } = enter(request, {
    login: () => kubeconfigFor(cloud, cluster.door, slow),
    identifier: clusterArn(aws),
    ready: cluster.ready,
    volumes: aws.cluster.kind === 'new' ? volumeMaker(cloud) : undefined,
    hasNamespace: extent.hasNamespace,
  })
  if (!extent.hasServer || !access) return { place, ...remembered }

  const { host, ready } = addressOf(cloud, { cluster, network, access, given })
  const outputs = zenmlServer(
    { ...access, after: [...access.after, ...openings, ...ready] },
    {
      ...{
        server: serverIn(aws.cluster.kind, aws.server),
        keys,
        given,
        host,
        chart,
        isRunning: part === 'everything',
      },
      ...(database ? { database: accessTo(cloud, database, { password, ca: given['database-ca'] }) } : {}),
    },
  )
  return { ...outputs, place, ...remembered }
}
