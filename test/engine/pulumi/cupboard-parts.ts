/** The real engine for tests, with the cupboard's plugin and no cluster. */
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import type { EngineParts } from '../../../src/engine/pulumi/engine-parts.ts'

const plugin = fileURLToPath(new URL('./cupboard-plugin.ts', import.meta.url))

/** The real engine, with the cupboard's plugin in its folder. */
export async function cupboardParts(pulumiHome: string): Promise<EngineParts> {
  const command = await toolchainBinary('pulumi')
  const folder = join(pulumiHome, 'plugins', 'resource-kubernetes-v4.34.2')
  await mkdir(folder, { recursive: true })
  const program = join(folder, 'pulumi-resource-kubernetes')
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${plugin}" "$@"\n`)
  await chmod(program, 0o755)
  return {
    ensureEngine: async () => ({ command, pulumiHome }),
    engineChecks: () => [],
    cluster: noCluster,
    registry: new URL('./cupboard-provider.ts', import.meta.url).href,
  }
}

const unasked = () => {
  throw new Error('A cupboard is no cluster')
}

const noCluster: EngineParts['cluster'] = {
  ...{ open: unasked, checks: unasked, answers: unasked, watch: unasked, diagnose: unasked, mend: unasked },
  ...{ removeRemains: unasked, remains: unasked, log: unasked, forward: unasked, liveFacts: unasked },
}
