/** A simulated cloud whose clusters are a real node and whose databases are real, and a computer that uses it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from '../../cloud/account.ts'
import { type SimulatedCloud, simulatedCloud } from '../../cloud/cloud.ts'
import type { Settings } from '../../cloud/frame/view.ts'
import { runControllers } from '../../cloud/node-controllers.ts'
import type { RealDatabases, Whereabouts } from '../../cloud/real-databases.ts'
import { leadToNode } from '../../cloud/real-internet.ts'
import { pushCaddy, pushServer } from '../../cluster/chart-images.ts'
import { startCluster, type TestCluster } from '../../cluster/cluster.ts'
import { startPebble } from '../../cluster/pebble.ts'
import { type Computer, zen } from '../zen-command.ts'
import { computerBeside, pluginFolder } from './cluster-computer.ts'
import { quickValues } from './kubernetes-deployment.ts'

/** What is different from cloud to cloud. */
export interface CloudFixture {
  /** What people give to `--provider`. */
  readonly provider: string
  /** Pulumi's, beside `kubernetes`. */
  readonly packages: readonly string[]
  /** Who deploys, in the variables that the cloud's own tools read. */
  readonly env: Readonly<Record<string, string>>
  /** What a deployment there needs to be told. */
  readonly flags: readonly string[]
  readonly settings?: Partial<Settings>
  readonly account: (cloud: SimulatedCloud) => Account
  /** Puts real servers behind its databases. */
  readonly standBy: (cloud: SimulatedCloud, where: Whereabouts) => Promise<RealDatabases>
}

export interface CloudOnNode {
  readonly cloud: SimulatedCloud
  readonly account: Account
  readonly here: Computer
  /** `zen deploy` without questions: HTTPS by a real authority, and all that is special about a test. */
  readonly deploy: (name: string, ...more: readonly string[]) => ReturnType<typeof zen>
  readonly words: (name: string, ...more: readonly string[]) => readonly string[]
  /** PEM of the authority of the server's certificate. */
  readonly root: string
}

/** A node with all that a deployment pulls. Its load balancers are those of the cloud. */
export async function startCloudNode(): Promise<TestCluster> {
  const node = await startCluster({ leavesBalancers: true })
  await pushServer(node)
  return node
}

/** Within a test. */
export async function cloudOnNode(node: TestCluster, fixture: CloudFixture): Promise<CloudOnNode> {
  await pushCaddy(node)
  const cloud = await simulatedCloud(fixture.settings)
  await leadToNode(cloud, node)
  await runControllers(cloud, node)
  const databases = await fixture.standBy(cloud, besideNode(node))
  const plugins = await pluginFolder()
  await cloud.programs(plugins, ...fixture.packages)
  const here = await computerBeside(node, { ...fixture.env, ZEN_PULUMI_PLUGINS: plugins })
  const { directory, ca, root } = await startPebble(node.addresses)
  const files = {
    ...{ 'acme-ca.pem': ca, 'root.pem': root },
    ...{ 'database-ca.pem': databases.ca, 'values.yaml': quickValues },
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(here.home, name), text)
  const flags = [
    ...['--acme-directory', directory, '--acme-ca', 'acme-ca.pem', '--tls-ca', 'root.pem'],
    ...['--database-ca', 'database-ca.pem', '--values', 'values.yaml', ...fixture.flags],
  ]
  const words = (name: string, ...more: readonly string[]) => [
    ...['deploy', '--provider', fixture.provider, '--name', name, ...flags, ...more],
  ]
  return {
    ...{ cloud, account: fixture.account(cloud), here, words, root },
    deploy: (name, ...more) => zen(here, [...words(name, ...more), '--yes', '--json']),
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
