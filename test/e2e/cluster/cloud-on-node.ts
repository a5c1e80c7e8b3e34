/** A simulated cloud whose clusters are a real node and whose databases are real, and a computer that uses it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type SimulatedCloud, simulatedCloud } from '../../cloud/cloud.ts'
import type { CloudFixture } from '../../cloud/fixture.ts'
import { runControllers } from '../../cloud/node-controllers.ts'
import { type ManagedDatabases, standBy, type Whereabouts } from '../../cloud/real-databases.ts'
import { leadToNode } from '../../cloud/real-internet.ts'
import { pushCaddy, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { startPebble } from '../../cluster/pebble.ts'
import type { Pty } from '../../terminal/pseudo-terminal.ts'
import { type Computer, zen, zenAtTerminal } from '../zen-command.ts'
import { computerAsking, pluginFolder } from './cluster-computer.ts'
import { quickValues } from './kubernetes-deployment.ts'

export interface CloudOnNode {
  readonly cloud: SimulatedCloud
  readonly here: Computer
  /** `zen deploy` without questions: HTTPS by a real authority, and all that is special about a test. */
  readonly deploy: (name: string, ...more: readonly string[]) => ReturnType<typeof zen>
  /** The same by a person, who is asked for what the cloud has to be told. */
  readonly deployAtTerminal: (name: string) => Pty
}

/** A node with all that a deployment pulls. Its load balancers are those of the cloud. */
export async function startCloudNode(): Promise<TestCluster> {
  const node = await startCluster({ leavesBalancers: true })
  await pushServer(node)
  return node
}

/** Within a test. */
export async function cloudOnNode(
  node: TestCluster,
  fixture: CloudFixture,
  kind: ManagedDatabases,
): Promise<CloudOnNode> {
  await pushCaddy(node)
  const cloud = await simulatedCloud(fixture.settings)
  const names = await leadToNode(cloud, node)
  await runControllers(cloud, node)
  const databases = await standBy(cloud, kind, besideNode(node))
  const plugins = await pluginFolder()
  await cloud.programs(plugins, ...fixture.packages)
  const here = await computerAsking(names, {
    ...{ ...(await cloud.api(...fixture.packages)), ...fixture.administrator },
    ZEN_PULUMI_PLUGINS: plugins,
  })
  const { directory, ca, root } = await startPebble(node.addresses, names)
  const files = {
    ...{ 'acme-ca.pem': ca, 'root.pem': root },
    ...{ 'database-ca.pem': databases.ca, 'values.yaml': quickValues },
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(here.home, name), text)
  const flags = [
    ...['--acme-directory', directory, '--acme-ca', 'acme-ca.pem', '--tls-ca', 'root.pem'],
    ...(kind.showsAuthority ? [] : ['--database-ca', 'database-ca.pem']),
    ...['--values', 'values.yaml'],
  ]
  const words = (name: string) => ['deploy', '--provider', fixture.provider, '--name', name, ...flags]
  return {
    ...{ cloud, here },
    deploy: (name, ...more) => zen(here, [...words(name), ...fixture.flags, ...more, '--yes', '--json']),
    deployAtTerminal: (name) => zenAtTerminal(here, words(name)),
  }
}

/** On the machine, at the port that clouds have databases at, under names that the node's pods know. */
function besideNode(node: TestCluster): Whereabouts {
  const { machine } = node.addresses
  const names = new Map<string, string>()
  return {
    ...{ address: machine, port: 3306 },
    publish: (host) => node.setHosts(Object.fromEntries(names.set(host, machine))),
  }
}
