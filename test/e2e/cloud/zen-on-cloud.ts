/** The whole built zen on a simulated cloud, at a computer of its own. */
import { join } from 'node:path'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import { administrator, environmentOf } from '../../cloud/aws/administrator.ts'
import type { SimulatedCloud } from '../../cloud/cloud.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { type Computer, computer } from '../zen-command.ts'

/** @param env variables beside those of an administrator */
export async function computerAt(
  cloud: SimulatedCloud,
  env: Readonly<Record<string, string>> = {},
): Promise<Computer> {
  const plugins = join(await temporaryDirectory(), 'plugins')
  await cloud.programs(plugins, 'aws', 'kubernetes')
  return computer([], {
    ...{ ZEN_PULUMI: await toolchainBinary('pulumi'), ZEN_PULUMI_PLUGINS: plugins },
    ...{ ...environmentOf(administrator), ...env },
  })
}
