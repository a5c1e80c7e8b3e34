/** A Kubernetes cluster of a simulated cloud, as `@pulumi/kubernetes` sees it, for tests that have no real node. */
import { ProviderError } from '../frame/cloud-error.ts'
import type { CloudDefinition, Operation, Session, Words } from '../frame/definition.ts'
import { isProperties, type Properties, textAt, valueAt } from '../frame/properties.ts'
import { objects } from './kinds.ts'
import { reachOf } from './reach.ts'
import { release } from './release.ts'

const said = (_verb: string, _urn: string, sentence: string) => sentence

/** Source: https://github.com/pulumi/pulumi-kubernetes (provider/pkg/provider/provider.go, helm_release.go). */
const words: Words = {
  problem: (_name, _path, reason) => reason,
  refusal: (_operation, _subject, { message }) => message,
  failed: (verb, urn, sentence) =>
    verb === 'create' && !sentence.includes('unreachable')
      ? `resource "${urn}" was not successfully created by the Kubernetes API server: ${sentence}`
      : sentence,
  unfinished: said,
  timedOut: (_operation, subject, _type, minutes) =>
    `${textAt(subject, 'id') ?? ''}: timed out waiting to be Ready after ${minutes} minutes`,
}

export const kubernetes: CloudDefinition = {
  package: 'kubernetes',
  types: Object.fromEntries([...objects, release].map((type) => [type.token, type])),
  functions: {},
  quotas: {},
  signIn: ({ config, env, world }) => {
    const { account, region, unreachable } = reachOf(world, textOf(config['kubeconfig']), env)
    const identity = { credentials: {}, account, principal: 'whoever the token says' }
    const deletes = valueAt(config, 'deleteUnreachable') ?? env['PULUMI_K8S_DELETE_UNREACHABLE'] === 'true'
    return { identity, region, config: { unreachable, deletes: deletes === true } }
  },
  configReplaces,
  heedsCancel: true,
  permit,
  words,
}

/** One that is JSON comes as what it says. */
function textOf(kubeconfig: unknown): string | undefined {
  return isProperties(kubeconfig) ? JSON.stringify(kubeconfig) : textAt({ kubeconfig }, 'kubeconfig')
}

/** As long as it says that it is the same cluster, a new way to it is no new cluster. */
function configReplaces(olds: Properties, news: Properties): readonly string[] {
  const [old, now] = [olds['clusterIdentifier'], news['clusterIdentifier']]
  if (old !== undefined && now !== undefined) return old === now ? [] : ['clusterIdentifier']
  return olds['kubeconfig'] === news['kubeconfig'] ? [] : ['kubeconfig']
}

function permit({ config }: Session, { service, name }: Operation): void {
  const reason = textAt(config, 'unreachable')
  if (reason === undefined) return
  if (service === 'Helm' && name === 'delete') {
    throw new ProviderError(`can't delete Helm Release with unreachable cluster. Reason: "${reason}"`)
  }
  if (service === 'Helm')
    throw new ProviderError(`can't ${name} Helm Release with unreachable cluster: ${reason}`)
  if (name !== 'delete') throw new ProviderError(`configured Kubernetes cluster is unreachable: ${reason}`)
  if (config['deletes'] === true) return
  throw new ProviderError(
    'configured Kubernetes cluster is unreachable. If the cluster was deleted, you can remove this resource from ' +
      'Pulumi state by rerunning the operation with the PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"',
  )
}
