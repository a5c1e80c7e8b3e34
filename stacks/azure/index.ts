/** A server at Azure: network, database and cluster side by side, address, release. */
import type { Program } from '../program-contract.ts'
import { enter } from '../shared/cluster-entry.ts'
import { serverIn } from '../shared/cluster-objects.ts'
import { generatedKeys } from '../shared/generated-secret.ts'
import { databasePassword } from '../shared/managed-database.ts'
import { extentOf } from '../shared/spec/extent.ts'
import { zenmlServer } from '../shared/zenml-server.ts'
import { cloudOf } from './cloud.ts'
import { newCluster } from './cluster.ts'
import { kubeconfigFor } from './cluster-login.ts'
import { accessTo, managedDatabase } from './database.ts'
import { resourceGroup } from './group.ts'
import { networkOf } from './network.ts'
import { addressOf, publicAddress } from './server-address.ts'
import { clusterId } from './spec/ids.ts'
import { volumeMaker } from './volumes.ts'

export const program: Program = async (request) => {
  const { spec, secrets: given, leaving, chart, part } = request
  const cloud = cloudOf(spec, leaving)
  const { azure } = cloud
  const extent = extentOf(azure, request)
  const keys = generatedKeys(given)
  const group = resourceGroup(cloud)
  const hasDatabase = azure.database !== undefined
  const network = networkOf(cloud, group, { hasCluster: extent.hasCluster, hasDatabase })
  const password = keys.apply((all) => databasePassword(all.databasePassword))
  const database =
    azure.database && managedDatabase(cloud, { wish: azure.database, group, network, password })
  if (!extent.hasLogin) return {}

  const { cluster: wish } = azure
  const ready = wish.kind === 'new' ? [newCluster(cloud, { wish, group, network })] : []
  const addressGroup = wish.kind === 'new' ? azure.group : wish.nodeGroup
  const address = extent.hasServer
    ? publicAddress(cloud, wish.kind === 'new' ? group.name : addressGroup)
    : undefined
  const { access, place } = enter(request, {
    login: () => kubeconfigFor(cloud, wish, ready),
    identifier: clusterId(cloud.subscription, wish.group, wish.name),
    ready,
    volumes: wish.kind === 'new' ? volumeMaker(cloud) : undefined,
    hasNamespace: extent.hasNamespace,
  })
  if (!extent.hasServer || !access) return { place }

  const { host, ready: way } = addressOf(cloud, { access, given, address, group: addressGroup })
  const outputs = zenmlServer(
    { ...access, after: [...access.after, ...(database?.ready ?? []), ...way] },
    {
      ...{ server: serverIn(wish.kind, azure.server), keys, given, host, chart },
      isRunning: part === 'everything',
      ...(database ? { database: accessTo(database, { password, ca: given['database-ca'] }) } : {}),
    },
  )
  return { ...outputs, place }
}
