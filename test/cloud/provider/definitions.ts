/** The clouds that are simulated: one line each. */
import * as aws from '../aws/administrator.ts'
import * as azure from '../azure-native/administrator.ts'
import type { ApiServer } from '../frame/api-server.ts'
import type { CloudDefinition } from '../frame/definition.ts'
import type { Identity } from '../frame/identity.ts'
import type { World } from '../frame/world.ts'
import * as gcp from '../gcp/administrator.ts'

export interface SimulatedPackage {
  /** Only its own tables are loaded. */
  readonly load: () => Promise<CloudDefinition>
  /** Somebody who may do everything there. */
  readonly administrator: Identity
  /** What the cloud's own tools and SDKs read of somebody. */
  readonly environmentOf: (identity: Identity) => Readonly<Record<string, string>>
  /** Starts what listens beside the provider, where programs ask that. */
  readonly serve?: (world: World) => Promise<ApiServer>
}

/** By the name of the Pulumi package. */
export const clouds: Readonly<Record<string, SimulatedPackage>> = {
  aws: { load: async () => (await import('../aws/aws.ts')).aws, ...aws },
  gcp: {
    load: async () => (await import('../gcp/gcp.ts')).gcp,
    serve: async (world) => (await import('../gcp/api/server.ts')).serveApi(world),
    ...gcp,
  },
  'azure-native': { load: async () => (await import('../azure-native/azure.ts')).azure, ...azure },
}

/** The simulated cloud of a Pulumi package. */
export async function definitionOf(name: string): Promise<CloudDefinition> {
  const found = clouds[name]
  if (found) return found.load()
  if (name === 'kubernetes') return (await import('../kubernetes/kubernetes.ts')).kubernetes
  throw new Error(`Nobody has described a cloud for the package ${name} yet: see test/cloud/README.md.`)
}
