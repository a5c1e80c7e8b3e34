/** The images that the chart names, on a cluster's registry. */
import { join } from 'node:path'
import { toolchainBinary } from '../../scripts/toolchain/binary.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import type { TestCluster } from './cluster.ts'
import { mariadbImage } from './mariadb-image.ts'
import { writeProgramImage } from './program-image.ts'
import { serverImageName, serverLayout } from './server-image.ts'

export async function pushServer(cluster: TestCluster, version?: string): Promise<void> {
  await cluster.push(await serverLayout(version), serverImageName(version))
}

/** A MariaDB under the name of the chart's MySQL, see `mariadb-image.ts`. */
export async function pushDatabase(cluster: TestCluster): Promise<void> {
  await cluster.push(await mariadbImage(), 'docker.io/library/mysql:8.4')
}

/** The real Caddy. Within a test. */
export async function pushCaddy(cluster: TestCluster): Promise<void> {
  const layout = join(await temporaryDirectory(), 'caddy')
  // The official image has it on the search path, and no entrypoint.
  await writeProgramImage(layout, await toolchainBinary('caddy'), { Entrypoint: [], Env: ['PATH=/'] })
  await cluster.push(layout, 'docker.io/library/caddy:2.11.9')
}
