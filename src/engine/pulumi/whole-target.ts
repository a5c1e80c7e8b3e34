import type { Secrets } from '../../../stacks/contract.ts'
import type { Target } from '../engine.ts'
import type { Checkpoint } from './checkpoint.ts'
import { textsOf } from './json-fields.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { decrypterFor } from './read.ts'
import { revealed } from './secret-value.ts'
import { deploymentOf, storedDeployment } from './stored-deployment.ts'

/**
 * The password that the server had before this one was asked for. It is kept along with the others, so that a run that
 * is killed before the server was told the new one does not lock everybody out.
 */
const PREVIOUS = 'previous-password'

/** What a person gave in earlier runs: it stays as long as nobody gives something else. */
export async function storedSecrets(
  context: PulumiContext,
  name: string,
  checkpoint: Checkpoint | undefined,
): Promise<Secrets> {
  const stored = checkpoint && storedDeployment(name, checkpoint)
  if (stored?.givenSecrets === undefined) return {}
  return textsOf(revealed(stored.givenSecrets, (await decrypterFor(context, stored))()))
}

/** The target with everything that was given, now or earlier. */
export async function wholeTarget(
  context: PulumiContext,
  { spec, secrets }: Target,
  checkpoint: Checkpoint | undefined,
): Promise<Target> {
  const stored = checkpoint && storedDeployment(spec.name, checkpoint)
  if (!stored) return { spec, secrets }
  const earlier = await storedSecrets(context, spec.name, checkpoint)
  const whole = { ...earlier, ...secrets }
  const { outputs } = deploymentOf(stored, await decrypterFor(context, stored))
  if (!outputs || secrets['password'] === undefined || secrets['password'] === outputs.password)
    return { spec, secrets: whole }
  return { spec, secrets: { ...whole, [PREVIOUS]: outputs.password } }
}

export function previousPassword(secrets: Secrets): readonly string[] {
  const previous = secrets[PREVIOUS]
  return previous === undefined ? [] : [previous]
}
