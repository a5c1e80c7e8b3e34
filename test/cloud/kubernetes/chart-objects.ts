/**
 * What `charts/zenml` makes of its values, as far as somebody looks at it: a list that is written by hand, since no
 * chart is rendered here. `test/e2e/chart/simulated-objects.test.ts` holds it against the real Helm.
 */
import { numberAt, type Properties, propertiesAt, textAt, valueAt } from '../frame/properties.ts'

export interface ChartRelease {
  readonly name: string
  readonly namespace: string
  readonly values: Properties
}

export interface ChartObject {
  readonly kind: string
  readonly name: string
  /** `server`, `caddy`, `mysql`, `migration` */
  readonly component: string
  /** Stays when the release goes. */
  readonly isKept?: boolean
  /** Without its metadata. */
  readonly fields?: Properties
}

export function chartObjects(release: ChartRelease): readonly ChartObject[] {
  const { values, name } = release
  const hasCaddy = valueAt(values, 'caddy.enabled') === true
  const hasMysql = valueAt(values, 'mysql.enabled') === true
  const isSqlite = !hasMysql && textAt(values, 'server.database.url') === undefined
  return [
    ...server(release),
    ...(isSqlite
      ? [claim(`${name}-config`, 'server', propertiesAt(values, 'server.database.persistence'), true)]
      : []),
    ...(hasCaddy ? caddy(release) : []),
    ...(hasMysql ? mysql(release) : []),
  ]
}

function server({ name, values }: ChartRelease): readonly ChartObject[] {
  const component = 'server'
  const [repository, tag] = ['repository', 'tag'].map((key) => textAt(values, `server.image.${key}`) ?? key)
  const ports = [{ name: 'http', containerPort: 8080 }]
  const spec = { containers: [{ name: 'zenml', image: `${repository}:${tag}`, ports }] }
  const replicas = numberAt(values, 'server.replicaCount') ?? 1
  return [
    { kind: 'Deployment', name, component, fields: { spec: { replicas, template: { spec } } } },
    ...[
      { kind: 'Service', name, component, fields: service('server', 80) },
      { kind: 'Secret', name, component },
    ],
    { kind: 'ServiceAccount', name, component },
    { kind: 'NetworkPolicy', name, component },
  ]
}

function caddy({ name: release, values }: ChartRelease): readonly ChartObject[] {
  const [name, component] = [`${release}-caddy`, 'caddy']
  const ports = [
    { name: 'http', containerPort: 8080 },
    { name: 'https', containerPort: 8443 },
  ]
  const spec = { containers: [{ name: 'caddy', image: 'docker.io/library/caddy:2', ports }] }
  const hasCertificate = valueAt(values, 'caddy.tls') !== undefined
  const Caddyfile = `{\n}\n${textAt(values, 'caddy.host')} {\n}\n`
  return [
    { kind: 'Deployment', name, component, fields: { spec: { replicas: 1, template: { spec } } } },
    { kind: 'Service', name, component, fields: service('caddy', 443) },
    ...[{ kind: 'ConfigMap', name, component, fields: { data: { Caddyfile } } }],
    { kind: 'NetworkPolicy', name, component },
    ...(textAt(values, 'caddy.tls.cert') ? [{ kind: 'Secret', name: `${name}-tls`, component }] : []),
    ...(hasCertificate
      ? []
      : [claim(name, component, { size: '128Mi', ...propertiesAt(values, 'caddy.persistence') })]),
  ]
}

function mysql({ name: release, values }: ChartRelease): readonly ChartObject[] {
  const [name, component] = [`${release}-mysql`, 'mysql']
  const ports = [{ name: 'mysql', containerPort: 3306 }]
  const spec = { containers: [{ name: 'mysql', image: 'docker.io/library/mysql:8.4', ports }] }
  return [
    { kind: 'StatefulSet', name, component, fields: { spec: { replicas: 1, template: { spec } } } },
    ...[
      { kind: 'Service', name, component },
      { kind: 'Secret', name, component },
    ],
    { kind: 'NetworkPolicy', name, component },
    claim(name, component, { size: '8Gi', ...propertiesAt(values, 'mysql.persistence') }, true),
  ]
}

function service(component: string, port: number): Properties {
  const targetPort = port === 443 ? 'https' : 'http'
  return { spec: { type: 'ClusterIP', ports: [{ port, targetPort }], component } }
}

function claim(name: string, component: string, persistence: Properties, isKept = false): ChartObject {
  const storage = textAt(persistence, 'size') ?? '1Gi'
  const storageClassName = textAt(persistence, 'storageClassName')
  const spec = { ...(storageClassName ? { storageClassName } : {}), resources: { requests: { storage } } }
  return { kind: 'PersistentVolumeClaim', name, component, isKept, fields: { spec } }
}
