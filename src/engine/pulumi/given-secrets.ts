import type { Secrets } from '../../../stacks/contract.ts'
import type { Checkpoint } from './checkpoint.ts'
import { textsOf } from './json-fields.ts'
import type { PulumiContext } from './pulumi-context.ts'
import { decrypterFor } from './read.ts'
import { revealed } from './secret-value.ts'
import { storedDeployment } from './stored-deployment.ts'

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
