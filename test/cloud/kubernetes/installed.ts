/** What Helm puts into a cluster with a release, and its own records of it. */
import { gzipSync } from 'node:zlib'
import { listAt, numberAt, type Properties, propertiesAt, textAt } from '../frame/properties.ts'
import { type CloudObject, ownerKey, type View } from '../frame/view.ts'
import { freshHex } from '../frame/world.ts'
import { type ChartObject, type ChartRelease, chartObjects } from './chart-objects.ts'
import { reclaim } from './removal.ts'
import { tokenNamed } from './tokens.ts'
import { provideVolume } from './volumes.ts'

const PODS = ['Pod', 'ReplicaSet'].map(tokenNamed)

/** @param revision 1 for an install. What is there already stays what it is; pods are new. */
export function install(
  release: ChartRelease,
  revision: number,
  owner: Pick<CloudObject, 'type' | 'id'>,
  view: View,
) {
  const site: Site = { release, view, owner: ownerKey(owner), before: owned(view, owner) }
  const objects = chartObjects(release)
  const names = new Set(objects.map(({ kind, name }) => `${tokenNamed(kind)} ${name}`))
  for (const object of site.before) {
    const name = textAt(object.outputs, 'metadata.name')
    const isRecord = textAt(object.outputs, 'type') === 'helm.sh/release.v1'
    if (!isRecord && !names.has(`${object.type} ${name}`)) view.remove(object)
  }
  for (const object of objects) {
    const uid = put(site, object)
    if (object.kind === 'Deployment' || object.kind === 'StatefulSet') startPods(site, object, uid)
  }
  record(site, revision)
  reclaim(view)
}

function owned(view: View, owner: Pick<CloudObject, 'type' | 'id'>): readonly CloudObject[] {
  return view.list().filter((object) => object.owner === ownerKey(owner))
}

interface Site {
  readonly release: ChartRelease
  readonly view: View
  readonly owner: string
  readonly before: readonly CloudObject[]
}

function put(
  { release, view, owner }: Site,
  { kind, name, component, isKept, fields = {} }: ChartObject,
): string {
  const type = tokenNamed(kind)
  const id = `${release.namespace}/${name}`
  const found = view.find(type, id)
  const keep = isKept ? { 'helm.sh/resource-policy': 'keep' } : {}
  const uid = textAt(found?.outputs, 'metadata.uid') ?? freshHex(32)
  const metadata = { ...metadataOf(release, name, component, keep), uid }
  const whole = { ...fields, ...(kind === 'Service' ? serviceFields(release, fields) : {}), metadata }
  const isBound = kind === 'PersistentVolumeClaim' && !found
  const volumeName = isBound ? provideVolume(whole, view) : textAt(found?.outputs, 'spec.volumeName')
  const outputs = {
    ...whole,
    ...(volumeName ? { spec: { ...propertiesAt(whole, 'spec'), volumeName } } : {}),
  }
  if (found) view.change(found, { outputs })
  else view.add({ type, id, inputs: {}, madeBy: 'cloud', outputs, ...(isKept ? {} : { owner }) })
  return uid
}

function metadataOf(
  { name: release, namespace }: ChartRelease,
  name: string,
  component: string,
  more: Properties,
) {
  return {
    ...{ name, namespace, creationTimestamp: new Date().toISOString() },
    labels: { ...selectorOf(release, component), 'app.kubernetes.io/managed-by': 'Helm' },
    annotations: {
      'meta.helm.sh/release-name': release,
      'meta.helm.sh/release-namespace': namespace,
      ...more,
    },
  }
}

function selectorOf(release: string, component: string) {
  return {
    'app.kubernetes.io/name': 'zenml',
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': component,
  }
}

function serviceFields({ name }: ChartRelease, fields: Properties): Properties {
  const { component = '', ...spec } = propertiesAt(fields, 'spec')
  return { spec: { ...spec, selector: selectorOf(name, String(component)) } }
}

/** Others than before, with other names. */
function startPods(site: Site, { kind, name, component, fields }: ChartObject, makerUid: string): void {
  const { release, view, owner } = site
  const isStateful = kind === 'StatefulSet'
  const set = isStateful ? name : `${name}-${freshHex(10)}`
  const setUid = freshHex(32)
  const ours = { ...selectorOf(release.name, component) }
  const add = (type: string, own: string, uid: string, more: Properties) => {
    const metadata = { name: own, namespace: release.namespace, uid, labels: ours }
    const outputs = { ...more, metadata: { ...metadata, ...propertiesAt(more, 'metadata') } }
    view.add({
      type: tokenNamed(type),
      id: `${release.namespace}/${own}`,
      inputs: {},
      madeBy: 'cloud',
      owner,
      outputs,
    })
  }
  if (!isStateful)
    add('ReplicaSet', set, setUid, { metadata: { ownerReferences: [{ kind, name, uid: makerUid }] } })
  const ownerReferences = [{ kind: isStateful ? kind : 'ReplicaSet', name: set, uid: setUid }]
  const spec = propertiesAt(fields, 'spec.template.spec')
  for (let at = 0; at < (numberAt(fields, 'spec.replicas') ?? 1); at += 1) {
    const own = isStateful ? `${set}-${at}` : `${set}-${freshHex(5)}`
    add('Pod', own, freshHex(32), { metadata: { ownerReferences }, spec })
  }
}

/** Its newest revision counts; Helm keeps ten. */
function record({ release, view, owner, before }: Site, revision: number): void {
  const type = tokenNamed('Secret')
  const { name, namespace } = release
  const old = before.filter(({ outputs }) => textAt(outputs, 'type') === 'helm.sh/release.v1')
  for (const secret of old) {
    const labels = { ...propertiesAt(secret.outputs, 'metadata.labels'), status: 'superseded' }
    const metadata = { ...propertiesAt(secret.outputs, 'metadata'), labels }
    view.change(secret, { outputs: { ...secret.outputs, metadata } })
  }
  const content = {
    ...{ name, namespace, version: revision, info: { status: 'deployed' } },
    chart: { metadata: { name: 'zenml', version: '0.1.0' } },
  }
  const packed = gzipSync(JSON.stringify(content)).toString('base64')
  const labels = { owner: 'helm', name, status: 'deployed', version: String(revision) }
  const own = `sh.helm.release.v1.${name}.v${revision}`
  view.add({
    ...{ type, id: `${namespace}/${own}`, inputs: {}, madeBy: 'cloud', owner },
    outputs: {
      ...{ type: 'helm.sh/release.v1', data: { release: Buffer.from(packed).toString('base64') } },
      metadata: { name: own, namespace, uid: freshHex(32), labels },
    },
  })
}

/** The pods of before go when new ones come. */
export function stopPods(owner: Pick<CloudObject, 'type' | 'id'>, view: View): void {
  for (const pod of owned(view, owner)) if (PODS.includes(pod.type)) view.remove(pod)
}

/** Ports of a pod's containers by name. */
export function portsOf(pod: Properties): Readonly<Record<string, number>> {
  const ports = listAt(pod, 'spec.containers').flatMap((container) => listAt(container, 'ports'))
  return Object.fromEntries(
    ports.map((port) => [textAt(port, 'name') ?? '', numberAt(port, 'containerPort') ?? 0]),
  )
}
