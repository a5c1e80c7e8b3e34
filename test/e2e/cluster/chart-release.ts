/** The chart installed by plain Helm on a cluster, in a namespace of its own. */
import { randomBytes } from 'node:crypto'
import spawn, { SubprocessError } from 'nano-spawn'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import type { TestCluster } from '../../cluster/cluster.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { chart, type Yaml } from '../chart/render.ts'
import { whatPodsSay } from './chart-failure.ts'

export interface Release {
  readonly namespace: string
  install(values: Yaml): Promise<void>
  upgrade(values: Yaml): Promise<void>
  /** Returns when all its pods are gone. */
  uninstall(): Promise<void>
  /** `helm test`. */
  test(): Promise<void>
  /** Value of an entry of a Secret. */
  secret(name: string, key: string): Promise<string>
  /** Addresses of the component's pods that are ready, such as `10.245.1.7`. */
  pods(component: string): Promise<readonly string[]>
  /** Deletes the pod with this address, without waiting for its end. */
  removePod(address: string): Promise<void>
  /** Address of a service inside the cluster, which the machine reaches as well. */
  serviceAddress(name: string): Promise<string>
}

/** Names of the release's objects begin with it: it contains the chart's name. */
export const releaseName = 'zenml'

/** No load balancer has to notice that a server stops, so no test waits for that. */
const quick: Yaml = { analyticsOptIn: false, shutdownDelaySeconds: 0 }

/** Helm gives up before the test does, and so says why. */
const waiting = ['--wait', '--timeout', '120s']

/** Everything of it goes with the test. */
export async function newRelease(cluster: TestCluster): Promise<Release> {
  const namespace = `chart-${randomBytes(4).toString('hex')}`
  const path = `/api/v1/namespaces/${namespace}`
  const helm = await helmFor(cluster, namespace)
  await cluster.api.post('/api/v1/namespaces', { metadata: { name: namespace } })
  onTestFinished(async () => {
    await cluster.api.remove(path)
  })
  return {
    namespace,
    install: (values) => helm(['install', releaseName, chart, ...waiting, '--values', '-'], values),
    upgrade: (values) => helm(['upgrade', releaseName, chart, ...waiting, '--values', '-'], values),
    uninstall: () => helm(['uninstall', releaseName, ...waiting]),
    test: () => helm(['test', releaseName]),
    secret: async (name, key) =>
      Buffer.from(textAt(await cluster.api.get(`${path}/secrets/${name}`), 'data', key), 'base64').toString(),
    pods: async (component) => {
      const selector = encodeURIComponent(`app.kubernetes.io/component=${component}`)
      const pods = listAt(await cluster.api.get(`${path}/pods?labelSelector=${selector}`), 'items')
      return pods.filter(isReady).map((pod) => textAt(pod, 'status', 'podIP'))
    },
    removePod: async (address) => {
      await cluster.api.remove(`${path}/pods?fieldSelector=${encodeURIComponent(`status.podIP=${address}`)}`)
    },
    serviceAddress: async (name) =>
      textAt(await cluster.api.get(`${path}/services/${name}`), 'spec', 'clusterIP'),
  }
}

/** Runs Helm with values on its standard input, where no other user of the machine reads them. */
async function helmFor(cluster: TestCluster, namespace: string) {
  const [program, home] = await Promise.all([toolchainBinary('helm'), temporaryDirectory()])
  const place = ['--kubeconfig', cluster.kubeconfig, '--namespace', namespace]
  return async (words: readonly string[], values: Yaml = {}): Promise<void> => {
    const server = values['server'] ?? {}
    const input = stringify({ ...values, server: { ...quick, ...server } })
    try {
      await spawn(program, [...words, ...place], { env: { HOME: home }, stdin: { string: input } })
    } catch (error) {
      if (!(error instanceof SubprocessError)) throw error
      throw new Error(`${error.output}\n${await whatPodsSay(cluster, namespace)}`)
    }
  }
}

function isReady(pod: unknown): boolean {
  const conditions = listAt(pod, 'status', 'conditions')
  const ready = conditions.some((it) => textAt(it, 'type') === 'Ready' && textAt(it, 'status') === 'True')
  return ready && textAt(pod, 'metadata', 'deletionTimestamp') === ''
}
