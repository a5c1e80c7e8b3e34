/** A release of the chart as zen looks at it, installed by plain Helm, which can be killed in the middle. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import { openCluster } from '../../../src/cluster/open-cluster.ts'
import type { TestCluster } from '../../cluster/cluster.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { chart, type Yaml } from '../chart/render.ts'

export interface HelmRun {
  /** Helm's words, when it failed. */
  readonly done: Promise<string>
  kill(): Promise<void>
}

export interface RoomRelease {
  readonly cluster: Cluster
  readonly namespace: string
  /** Does not wait for its end. */
  start(verb: Verb, values?: Yaml): HelmRun
  /** Throws Helm's words when it fails. */
  run(verb: Verb, values?: Yaml): Promise<void>
}

type Verb = 'install' | 'upgrade' | 'uninstall'

export const release = 'zen-room'

/** No load balancer has to notice that a server stops. */
const quick: Yaml = { analyticsOptIn: false, shutdownDelaySeconds: 0 }

/** With a namespace of its own; all of it goes with the test. */
export async function newRoomRelease(node: TestCluster): Promise<RoomRelease> {
  const namespace = `room-${randomBytes(4).toString('hex')}`
  await node.api.post('/api/v1/namespaces', { metadata: { name: namespace } })
  onTestFinished(async () => {
    await node.api.remove(`/api/v1/namespaces/${namespace}`)
  })
  const [program, home] = await Promise.all([toolchainBinary('helm'), temporaryDirectory()])
  const place = { cluster: { kubeconfig: node.kubeconfig, context: 'zen-test' }, namespace, release }
  const words = ['--kubeconfig', node.kubeconfig, '--namespace', namespace, '--wait', '--timeout', '120s']
  const helm = (args: readonly string[], values: Yaml): HelmRun => {
    const child = spawn(program, [...args, ...words], { env: { HOME: home }, stdio: 'pipe' })
    const output = Promise.all([text(child.stdout), text(child.stderr)])
    const ended = once(child, 'exit')
    const done = ended.then(async ([code]) => (code === 0 ? '' : (await output).join('')))
    child.stdin.on('error', () => undefined)
    child.stdin.end(
      stringify({ fullnameOverride: release, ...values, server: { ...quick, ...Object(values['server']) } }),
    )
    const kill = async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    }
    onTestFinished(kill)
    return { done, kill }
  }
  const start: RoomRelease['start'] = (verb, values = {}) =>
    helm([verb, release, ...(verb === 'uninstall' ? [] : [chart, '--values', '-'])], values)
  return {
    cluster: await openCluster(place, {}),
    namespace,
    start,
    run: async (verb, values) => {
      const failure = await start(verb, values).done
      if (failure !== '') throw new Error(failure)
    },
  }
}
