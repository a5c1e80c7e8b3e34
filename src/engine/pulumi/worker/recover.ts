import type { Stack } from '@pulumi/pulumi/automation/index.js'
import type { Job } from '../protocol.ts'
import type { EngineCommand } from './engine-command.ts'

/**
 * Looks at what was going on when the engine was killed: what was created all the same is taken over, so that it is
 * neither made twice nor left behind, and the rest is forgotten.
 */
export async function recover(stack: Stack, command: EngineCommand, { recovery }: Job): Promise<void> {
  if (!recovery) return
  const { adoptions } = recovery
  command.addArguments(
    ...adoptions.flatMap(({ urn, id }) => ['--import-pending-creates', urn, '--import-pending-creates', id]),
  )
  await stack.refresh({
    clearPendingCreates: true,
    runProgram: true,
    target: adoptions.map(({ urn }) => urn),
  })
}
