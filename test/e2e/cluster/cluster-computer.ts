/** A computer from which people reach a test's cluster: its kubeconfig, its names, and a real ZenML client. */
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import type { TestCluster } from '../../cluster/cluster.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { zenmlPython } from '../../zenml/python.ts'
import { type Computer, computer } from '../zen-command.ts'

/** Runs the words after it where a test's names are known: the machine itself knows none of them. */
const withNames = `mount --bind "$ZEN_TEST_RESOLVER" /etc/resolv.conf && exec "$@"`

/**
 * Within a test. Pulumi and its plugin come from the toolchain, as they do where nothing can be downloaded.
 * @param env more variables
 */
export async function clusterComputer(
  cluster: TestCluster,
  env: Readonly<Record<string, string>> = {},
): Promise<Computer> {
  const own = { KUBECONFIG: cluster.kubeconfig, ZEN_PULUMI_PLUGINS: await pluginFolder() }
  return computerAsking(cluster.addresses.node, { ...own, ...env })
}

/** One without a way into any cluster. Within a test. @param names address of the name server that it asks */
export async function computerAsking(
  names: string,
  env: Readonly<Record<string, string>>,
): Promise<Computer> {
  const resolver = join(await temporaryDirectory(), 'resolv.conf')
  await writeFile(resolver, `nameserver ${names}\noptions timeout:1 attempts:2\n`)
  const made = await computer([dirname(await zenmlPython())], {
    ZEN_PULUMI: await toolchainBinary('pulumi'),
    ZEN_TEST_RESOLVER: resolver,
    ...env,
  })
  return { ...made, prefix: ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', withNames, 'sh'] }
}

/** Within a test: a folder by itself, with the real plugin of Kubernetes. */
export async function pluginFolder(): Promise<string> {
  const folder = join(await temporaryDirectory(), 'plugins')
  await mkdir(folder)
  const name = 'pulumi-resource-kubernetes'
  await symlink(await toolchainBinary(name), join(folder, name))
  return folder
}
