/**
 * What the Automation API takes for a program of ours by itself: `preview`, then `up`. A process of its own, which reads
 * what to deploy from a file.
 */
import { readFile } from 'node:fs/promises'
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { output } from '@pulumi/pulumi/index.js'
import type { Spec } from '../../stacks/contract.ts'
import { providers } from '../../stacks/index.ts'

export interface BareDeployment {
  /** As an earlier deployment of the same kind stored it. */
  readonly spec: Spec
  /** Our chart: an absolute path. */
  readonly chart: string
  /** Folder with `bin/pulumi`. */
  readonly root: string
  readonly workDir: string
}

async function deploy({ spec, chart, root, workDir }: BareDeployment): Promise<void> {
  const program = await providers.find(({ id }) => id === spec.provider)?.program?.load()
  if (!program) throw new Error(`${spec.provider} has no program`)
  const request = { spec, secrets: {}, part: 'everything', chart, announce: () => undefined } as const
  const stack = await LocalWorkspace.createStack(
    {
      stackName: spec.name,
      projectName: 'bare',
      program: async () => {
        const outputs = Object.entries(await program(request))
        return Object.fromEntries(outputs.map(([name, value]) => [name, output(value)]))
      },
    },
    { workDir, pulumiCommand: await PulumiCommand.get({ root, skipVersionCheck: true }) },
  )
  await stack.preview()
  await stack.up()
}

const [, , file = ''] = process.argv
// The benchmark wrote it.
const told: BareDeployment = JSON.parse(await readFile(file, 'utf8'))
await deploy(told)
