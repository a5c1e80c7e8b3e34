import { type CheckResult, findings } from '../checks/check.ts'
import { clientFilesCheck } from '../checks/client-files.ts'
import { dataDirectoryCheck } from '../checks/data-directory.ts'
import type { Context } from '../context.ts'

export interface Examined {
  /** What was looked at: a provider's id, or `zen` for what all of them need. */
  readonly subject: string
  readonly label: string
  readonly results: readonly CheckResult[]
}

export interface Diagnosis {
  readonly examined: readonly Examined[]
  /** Everything common is fine, and so is at least one of the providers that were asked about. */
  readonly healthy: boolean
}

/** Runs the preflight checks of one provider, or of all, and stops there. */
export async function doctor(
  context: Context,
  { provider }: { readonly provider: string | undefined },
): Promise<Diagnosis> {
  const step = context.terminal.step('Checking this computer')
  const asked = context.providers.filter(({ id }) => provider === undefined || id === provider)
  const [common, ...places] = await Promise.all([
    examineCommon(context),
    ...asked.map(async (place): Promise<Examined> => {
      const engine = await context.engineOf(place)
      const results = await findings(engine.checks(undefined, place.id), context.signal)
      return { subject: place.id, label: place.label, results }
    }),
  ])
  step.succeed('Checked this computer')
  return { examined: [common, ...places], healthy: isFine(common) && places.some(isFine) }
}

async function examineCommon({ clientEnvironment, signal }: Context): Promise<Examined> {
  const checks = [dataDirectoryCheck(clientEnvironment.dataDirectory), clientFilesCheck(clientEnvironment)]
  return { subject: 'zen', label: 'Every provider', results: await findings(checks, signal) }
}

function isFine({ results }: Examined): boolean {
  return results.every(({ verdict }) => verdict !== 'fail')
}
