import type { Program, ProgramRequest } from '../program-contract.ts'
import { placeOf } from '../server-place.ts'
import { serverSpecOf } from '../server-spec.ts'
import type { ClusterAccess } from '../shared/cluster-access.ts'
import { generatedKeys } from '../shared/generated-secret.ts'
import { loadBalancer } from '../shared/load-balancer.ts'
import { zenmlServer } from '../shared/zenml-server.ts'
import { existingCluster } from './cluster.ts'

/** A server in a cluster that is there: namespace, keys, address, release. */
export const program: Program = async (request) => {
  const { spec, secrets: given, part, chart, announce } = request
  const place = placeOf(spec)
  announce(place)
  const access = existingCluster(spec)
  const keys = generatedKeys(given)
  if (part === 'data') return { place }
  const server = serverSpecOf(spec)
  const { host, access: withAddress } = addressOf(access, request)
  const isRunning = part === 'everything'
  return { ...zenmlServer(withAddress, { server, keys, given, host, isRunning, chart }), place }
}

/** Host name of the server, and what must be there before the release. */
function addressOf(access: ClusterAccess, { spec, secrets: given }: ProgramRequest) {
  const server = serverSpecOf(spec)
  const { exposure } = server
  if (exposure.kind === 'none') return { host: undefined, access }
  if (exposure.kind !== 'load-balancer') return { host: exposure.host, access }
  const { host, service } = loadBalancer(access, { server, exposure, given })
  return { host, access: { ...access, after: [...access.after, service] } }
}
