import type { Deployment } from '../engine.ts'
import { decrypterOf } from './list.ts'
import type { PulumiContext } from './pulumi-context.ts'
import type { Decrypt } from './secret-value.ts'
import { checkpointOf } from './state-reader.ts'
import { deploymentOf, isOnlyData, type Stored, storedDeployment } from './stored-deployment.ts'

/** One deployment, or `undefined` when there is none of that name, or only its data is left. */
export async function readDeployment(context: PulumiContext, name: string): Promise<Deployment | undefined> {
  const stored = await readStored(context, name)
  return stored && !isOnlyData(stored) ? deploymentOf(stored, await decrypterFor(context, stored)) : undefined
}

/** The same from its state, and also when only its data is left. */
export async function readStored(context: PulumiContext, name: string): Promise<Stored | undefined> {
  const checkpoint = await checkpointOf(context, name)
  return checkpoint && storedDeployment(name, checkpoint)
}

/** Secrets that a key service encrypted are asked for at once; that it refuses is said when one is read. */
export async function decrypterFor(context: PulumiContext, stored: Stored): Promise<() => Decrypt> {
  if (stored.secretsProvider === undefined || stored.secretsProvider.type === 'passphrase')
    return decrypterOf(context, stored)
  const { revealingDecrypter } = await import('./remote-secrets.ts')
  return revealingDecrypter(context, stored.name)
}
