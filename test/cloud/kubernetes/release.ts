import { ProviderError } from '../frame/cloud-error.ts'
import type { ResourceType } from '../frame/definition.ts'
import { isProperties, numberAt, type Properties, propertiesAt, textAt } from '../frame/properties.ts'
import { type CloudObject, ownerKey, type PodTrouble, type View } from '../frame/view.ts'
import { install, stopPods } from './installed.ts'
import { identityOf, inNamespace } from './kinds.ts'
import { troubleOf } from './pod-status.ts'
import { reclaim } from './removal.ts'
import { balancerFor, dropBalancer } from './service-balancer.ts'
import { tokenNamed } from './tokens.ts'

const TOKEN = 'kubernetes:helm.sh/v3:Release'
const operation = (name: string) => ({ service: 'Helm', name, doing: '{id}' })

/** A Helm release. Its chart is not rendered: what is known of it are its values. */
export const release: ResourceType = {
  token: TOKEN,
  operations: {
    create: operation('create'),
    read: operation('read'),
    update: operation('update'),
    delete: operation('delete'),
  },
  name: { property: 'name', longest: 53, digits: 8 },
  required: ['chart'],
  defaults: () => ({ namespace: 'default', timeout: 300, skipAwait: false }),
  replaceOn: ['name', 'namespace'],
  minutes: { create: 2, update: 1.5, delete: 0.7 },
  make: ({ inputs, view }) => {
    const { id, name, namespace } = identityOf(inputs)
    inNamespace(view, namespace)
    const known = view.find(TOKEN, id)
    if (known && isRemembered(view, id)) throw new ProviderError('cannot re-use a name that is still in use')
    // What Helm forgot is taken over as it is.
    if (known) stopPods(known, view)
    else if (asksForBalancer(inputs['values'])) balancerFor(view, id, { inputs })
    install({ name, namespace, values: propertiesAt(inputs, 'values') }, 1, { type: TOKEN, id }, view)
    return { id, outputs: { resourceNames: {}, status: status(inputs, name, namespace, 1) } }
  },
  change: ({ inputs, object, view }) => {
    const { name, namespace } = identityOf(inputs)
    const revision = (numberAt(object.outputs, 'status.revision') ?? 0) + 1
    stopPods(object, view)
    install({ name, namespace, values: propertiesAt(inputs, 'values') }, revision, object, view)
    return { status: status(inputs, name, namespace, revision) }
  },
  trouble: (object, view) => {
    if (troublesIn(object, view).length === 0) return undefined
    const { id } = object
    return `Helm release "${id}" was created, but failed to initialize completely. Use Helm CLI to investigate: context deadline exceeded`
  },
  gone: (object, view) => {
    dropBalancer(object, view)
    reclaim(view)
  },
}

/** Helm knows a release by the secrets in which it keeps its revisions. */
function isRemembered(view: View, id: string): boolean {
  const [namespace, name] = id.split('/')
  const prefix = `${namespace}/sh.helm.release.v1.${name}.v`
  return view.list(tokenNamed('Secret')).some((secret) => secret.id.startsWith(prefix))
}

function troublesIn(object: CloudObject, view: View): readonly PodTrouble[] {
  const pods = view.list(tokenNamed('Pod')).filter(({ owner }) => owner === ownerKey(object))
  return pods.flatMap((pod) => troubleOf(pod.outputs, view.settings) ?? [])
}

function status(inputs: Properties, name: string, namespace: string, revision: number): Properties {
  const version = textAt(inputs, 'version') ?? '0.1.0'
  return {
    status: 'deployed',
    name,
    namespace,
    revision,
    version,
    chart: inputs['chart'],
    appVersion: version,
  }
}

/** Whether some service among the values is of the type that needs one. */
function asksForBalancer(values: unknown): boolean {
  if (Array.isArray(values)) return values.some(asksForBalancer)
  if (!isProperties(values)) return false
  return values['type'] === 'LoadBalancer' || Object.values(values).some(asksForBalancer)
}
