/** A server with its database on a real Kubernetes node: zen beside a bare Helm, in turns, on the same node. */
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pushDatabase, pushServer } from '../../test/cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../test/cluster/cluster.ts'
import { toolchainBinary } from '../toolchain/binary.ts'
import { type Computer, computer, removeComputer, zen } from './computer.ts'
import type { Measurement } from './measurement.ts'
import { peakMemoryOfTree } from './process-memory.ts'
import { type Command, timeOf } from './run-process.ts'
import { quotientOf, type Round } from './statistics.ts'

export interface ClusterOptions {
  readonly rounds: number
  readonly signal: AbortSignal
}

/** What the computers of a small team can spare for a tool that runs beside everything else. */
const SPARE_BYTES = 400 * 1024 ** 2
const chart = 'charts/zenml'
const name = 'bench'
const namespace = 'zen-bench'
const common = 'server:\n  analyticsOptIn: false\n  shutdownDelaySeconds: 0\n'
const like = `${common}  service: {type: LoadBalancer}\nmysql: {enabled: true}\n`

/** @throws Error when no node can run here, or a command fails */
export async function measureClusterDeployment(options: ClusterOptions): Promise<readonly Measurement[]> {
  const [cluster, here] = [await startCluster(), await computer()]
  try {
    await Promise.all([pushServer(cluster), pushDatabase(cluster)])
    return await measureOn(cluster, await prepared(here, cluster), options)
  } finally {
    await cluster.stop()
    await removeComputer(here)
  }
}

/** Pulumi and its plugin are in place, as they are after the first deployment. */
async function prepared(here: Computer, cluster: TestCluster): Promise<Computer> {
  const plugins = join(here.home, 'plugins')
  const plugin = 'pulumi-resource-kubernetes'
  await mkdir(plugins)
  await symlink(await toolchainBinary(plugin), join(plugins, plugin))
  await writeFile(join(here.home, 'zen.yaml'), common)
  await writeFile(join(here.home, 'helm.yaml'), like)
  const env = {
    KUBECONFIG: cluster.kubeconfig,
    ZEN_PULUMI: await toolchainBinary('pulumi'),
    ZEN_PULUMI_PLUGINS: plugins,
  }
  return { ...here, env: { ...here.env, ...env } }
}

/** The first round warms up: it pulls the images. */
async function measureOn(cluster: TestCluster, here: Computer, { rounds, signal }: ClusterOptions) {
  const times: Round[] = []
  const memory: Round[] = []
  for (let round = 0; round <= rounds; round++) {
    signal.throwIfAborted()
    const baseline = await helmRound(cluster, here)
    signal.throwIfAborted()
    const { milliseconds, bytes } = await zenRound(here)
    if (round === 0) continue
    times.push({ subject: milliseconds, baseline })
    memory.push({ subject: bytes, baseline: SPARE_BYTES })
  }
  return [
    { name: 'zen deploy on a cluster, time', unit: 'milliseconds', quotient: quotientOf(times) },
    { name: 'zen deploy on a cluster, memory', unit: 'bytes', quotient: quotientOf(memory) },
  ] satisfies readonly Measurement[]
}

async function helmRound(cluster: TestCluster, here: Computer): Promise<number> {
  const file = await toolchainBinary('helm')
  const helm = (...args: readonly string[]): Command => ({ file, args, env: here.env })
  const values = ['--values', join(here.home, 'helm.yaml')]
  const place = ['--namespace', namespace, '--create-namespace']
  const took = await timeOf(helm('install', name, chart, ...place, ...values, '--wait', '--timeout', '5m'))
  await timeOf(helm('uninstall', name, '--namespace', namespace, '--wait'))
  await removeNamespace(cluster)
  return took
}

async function removeNamespace({ api }: TestCluster): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}`
  await api.remove(path)
  while (
    await api.get(path).then(
      () => true,
      () => false,
    )
  ) {
    // The next look is a round trip later.
  }
}

async function zenRound(here: Computer) {
  const values = ['--values', join(here.home, 'zen.yaml')]
  const words = ['deploy', '--provider', 'kubernetes', '--name', name, '--tls', 'off', ...values]
  const deploy = zen(here, ...words, '--no-connect', '--yes', '--json')
  const measured = await peakMemoryOfTree(deploy)
  await timeOf(zen(here, 'destroy', name, '--delete-data', '--yes', '--json'))
  return measured
}
