/** A server in a meadow: field, cluster, address, release. */
import { output, secret } from '@pulumi/pulumi'
import { noDomain } from '../../../stacks/cloud-options.ts'
import type { Spec } from '../../../stacks/contract.ts'
import type { Program } from '../../../stacks/program-contract.ts'
import { serverSpecOf } from '../../../stacks/server-spec.ts'
import { addressService } from '../../../stacks/shared/address-service.ts'
import { enter } from '../../../stacks/shared/cluster-entry.ts'
import { serverIn } from '../../../stacks/shared/cluster-objects.ts'
import { generatedKeys } from '../../../stacks/shared/generated-secret.ts'
import { hostOf } from '../../../stacks/shared/host-name.ts'
import { kubeconfig } from '../../../stacks/shared/kubeconfig.ts'
import { extentOf } from '../../../stacks/shared/spec/extent.ts'
import { zenmlServer } from '../../../stacks/shared/zenml-server.ts'
import { Address, Cluster, Field, getLogin, Meadow } from './resources.ts'

export const program: Program = async (request) => {
  const { spec, secrets: given, chart, part } = request
  const name = `zen-${spec.name}`
  const server = serverOf(spec)
  const extent = extentOf({ cluster: { kind: 'new' }, server }, request)
  const keys = generatedKeys(given)
  if (!extent.hasCluster) return {}

  const provider = new Meadow(spec.options['region'])
  const tags = { deployment: spec.name }
  const field = new Field('field', { name, tags }, { provider })
  const cluster = new Cluster(
    'cluster',
    { name, tags, nodes: spec.options['nodes'] },
    { provider, dependsOn: field },
  )
  const { access, place } = enter(request, {
    login: () => secret(cluster.id.apply((id) => loginTo(id, provider))),
    identifier: name,
    ready: [cluster],
    volumes: { provisioner: 'disks.meadow.test', parameters: { deployment: spec.name } },
    hasNamespace: extent.hasNamespace,
  })
  if (!extent.hasServer || !access) return { place }

  const { exposure } = server
  const isTls = exposure.kind === 'load-balancer' && exposure.tls !== undefined
  const address = new Address('address', { name, tags }, { provider, dependsOn: field })
  const wish = { server, given, isTls, type: 'LoadBalancer' } as const
  const service = addressService(access, { ...wish, spec: { loadBalancerIP: address.ip } })
  const outputs = zenmlServer(
    { ...access, after: [...access.after, service] },
    {
      ...{ server: serverIn('new', server), keys, given, chart, isRunning: part === 'everything' },
      host: hostOf(exposure, output([address.ip])),
    },
  )
  return { ...outputs, place }
}

export async function loginTo(cluster: string, provider: Meadow): Promise<string> {
  const { endpoint = '', authority = '', token } = await getLogin(cluster, provider)
  return kubeconfig({ name: cluster, server: endpoint, certificateAuthority: authority, token })
}

function serverOf({ options, ...spec }: Spec) {
  const { domain, ...others } = options
  return serverSpecOf({ ...spec, options: domain === noDomain ? others : options })
}
