/** What the objects of a release are called, by zen and by our chart. */
import type { ClusterPlace } from '../../stacks/program-contract.ts'

/** On every object of the chart: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const labels = {
  instance: 'app.kubernetes.io/instance',
  component: 'app.kubernetes.io/component',
  managedBy: 'app.kubernetes.io/managed-by',
} as const

/** Values of the label `component`. */
export const components = {
  server: 'server',
  database: 'mysql',
  gateway: 'caddy',
  migration: 'migration',
} as const

/** The container that brings the database up to date: of the migration's Job, or the first one of a server's pod. */
export const MIGRATE = 'migrate'

/** The container of the server, and the port at which it answers. */
export const SERVER = { container: 'zenml', port: 8080 } as const

/** Selects the objects of a release, or of one component of it. */
export function selectorOf({ release }: ClusterPlace, component?: string): string {
  const all = `${labels.instance}=${release}`
  return component === undefined ? all : `${all},${labels.component}=${component}`
}

/** What a person calls the deployment: zen's releases are called after it. */
export function deploymentOf({ release }: ClusterPlace): string {
  return release.replace(/^zen-/, '')
}

/** Path of the objects of a kind in the namespace of the release: `pods`, `apps/deployments`. */
export function pathIn({ namespace }: ClusterPlace, kind: string): string {
  const [resource = '', group = ''] = kind.split('/').reverse()
  return `${groupPath(group)}/namespaces/${namespace}/${resource}`
}

/** Versions other than the usual `v1`. */
const versions: Readonly<Record<string, string>> = { autoscaling: 'v2' }

export function groupPath(group: string): string {
  return group === '' ? '/api/v1' : `/apis/${group}/${versions[group] ?? 'v1'}`
}
