/** The objects of a cluster as its API shows them: what is remembered of them, and what follows from it. */
import { randomUUID } from 'node:crypto'
import { type Fields, keyOf, type Objects } from '../../fakes/fake-kubernetes-objects.ts'
import { listAt, numberAt, type Properties, propertiesAt, textAt } from '../frame/properties.ts'
import { type CloudObject, ownerKey, type View } from '../frame/view.ts'
import { freshHex } from '../frame/world.ts'
import { clusterFurniture } from './furniture.ts'
import { labelOf, podStatus } from './pod-status.ts'
import { startRemoval } from './removal.ts'
import { kindOf, tokenNamed, tokenOf } from './tokens.ts'

const POD = tokenNamed('Pod')
const RELEASE = 'kubernetes:helm.sh/v3:Release'

/** For {@link Objects}: what is put into it and taken out of it is remembered. */
export class ClusterObjects extends Map<string, Fields> {
  readonly #view: View

  constructor(view: View) {
    super()
    this.#view = view
    for (const [token, fields] of clusterFurniture(view)) super.set(keyFor(token, fields), fields)
    const all = view.list()
    for (const object of all) {
      const shown = shownOf(object, all, view)
      if (shown) super.set(keyFor(object.type, shown), shown)
    }
  }

  override set(key: string, fields: Fields): this {
    const token = tokenNamed(textAt(fields, 'kind') ?? '')
    const id = idOf(token, fields)
    const found = this.#view.find(token, id)
    const { apiVersion, kind, status, ...outputs } = fields
    if (found) this.#view.change(found, { outputs: { ...secretsOf(found.outputs), ...outputs } })
    else this.#view.add({ type: token, id, inputs: {}, madeBy: 'hand', outputs })
    return super.set(key, fields)
  }

  override delete(key: string): boolean {
    const fields = this.get(key)
    const token = tokenNamed(textAt(fields, 'kind') ?? '')
    const found = fields && this.#view.find(token, idOf(token, fields))
    if (found) startRemoval(found, this.#view)
    if (found?.type === POD) replace(found, this.#view)
    return super.delete(key)
  }
}

/** What the cloud keeps to itself. */
function secretsOf(outputs: Properties): Properties {
  return Object.fromEntries(Object.entries(outputs).filter(([key]) => key.startsWith('__')))
}

function keyFor(token: string, fields: Fields): string {
  const kind = kindOf(token)
  if (!kind) throw new Error(`${token} is no kind of Kubernetes`)
  const [namespace, name] = [textAt(fields, 'metadata.namespace'), textAt(fields, 'metadata.name')]
  return keyOf({ kind, name, namespace: kind.namespaced ? namespace : undefined })
}

function idOf(token: string, fields: Fields): string {
  const [namespace = '', name = ''] = [textAt(fields, 'metadata.namespace'), textAt(fields, 'metadata.name')]
  return kindOf(token)?.namespaced ? `${namespace}/${name}` : name
}

/** `undefined` for what the API knows nothing of. */
function shownOf(object: CloudObject, all: readonly CloudObject[], view: View): Fields | undefined {
  const kind = kindOf(object.type)
  if (!kind) return undefined
  const told = Object.entries(object.outputs).filter(([key]) => !key.startsWith('__') && key !== 'id')
  const going = object.phase === 'deleting' ? { deletionTimestamp: new Date(view.now).toISOString() } : {}
  const [group = '', version = ''] = tokenOf(kind).replace('core/', '').split(':')[1]?.split('/') ?? []
  const metadata = { uid: object.id, ...propertiesAt(object.outputs, 'metadata'), ...going }
  return {
    ...{ apiVersion: version === '' ? group : `${group}/${version}`, kind: kind.kind },
    ...{ ...Object.fromEntries(told), metadata },
    ...statusOf(object, all, view),
  }
}

function statusOf(object: CloudObject, all: readonly CloudObject[], view: View): Properties {
  const statusFor = (pod: CloudObject) => {
    const release = all.find((it) => it.type === RELEASE && ownerKey(it) === pod.owner)
    return podStatus(pod.outputs, release, view.settings)
  }
  if (object.type === POD) return { status: statusFor(object) }
  if (object.type === tokenNamed('PersistentVolumeClaim')) {
    return { status: { phase: 'Bound', capacity: propertiesAt(object.outputs, 'spec.resources.requests') } }
  }
  if (![tokenNamed('Deployment'), tokenNamed('StatefulSet')].includes(object.type)) return {}
  const component = labelOf(object.outputs, 'app.kubernetes.io/component')
  const pods = all.filter(
    (it) =>
      it.type === POD &&
      it.owner === object.owner &&
      labelOf(it.outputs, 'app.kubernetes.io/component') === component,
  )
  const ready = pods.filter((pod) => isReady(statusFor(pod)))
  return { status: { replicas: pods.length, readyReplicas: ready.length } }
}

/** @param status of a pod */
export function isReady(status: Properties): boolean {
  return listAt(status, 'conditions').some(
    (it) => textAt(it, 'type') === 'Ready' && textAt(it, 'status') === 'True',
  )
}

/** What made it makes another one. */
function replace(pod: CloudObject, view: View): void {
  const old = textAt(pod.outputs, 'metadata.name') ?? ''
  const isStateful = textAt(pod.outputs, 'metadata.ownerReferences.0.kind') === 'StatefulSet'
  const name = isStateful ? old : old.replace(/-[^-]+$/, `-${freshHex(5)}`)
  const metadata = { ...propertiesAt(pod.outputs, 'metadata'), name, uid: randomUUID() }
  const [namespace = ''] = pod.id.split('/')
  const { owner, outputs } = pod
  if (owner === undefined || numberAt(outputs, 'spec.none') !== undefined) return
  const whole = { ...outputs, metadata }
  view.add({ type: POD, id: `${namespace}/${name}`, inputs: {}, madeBy: 'cloud', owner, outputs: whole })
}
