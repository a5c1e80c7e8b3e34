import type { Deployment } from '../engine.ts'
import { lastChange, scanCheckpoint } from './checkpoint-scan.ts'
import { decryption } from './decryption.ts'
import type { PulumiContext } from './pulumi-context.ts'
import type { Decrypt } from './secret-value.ts'
import { readStackFile, stackFiles } from './state-files.ts'
import { deploymentOf, isOnlyData, type Stored, storedDeployment } from './stored-deployment.ts'

/** All deployments of the backend, sorted by name. Those of which only the data is left are none. */
export async function listDeployments(context: PulumiContext): Promise<readonly Deployment[]> {
  const { folder } = context.backend
  const stored = folder === undefined ? await storedRemotely(context) : storedIn(folder)
  return stored.filter((one) => !isOnlyData(one)).map((one) => deploymentOf(one, decrypterOf(context, one)))
}

/** What decrypts its secrets, made when somebody wants to know one. */
export function decrypterOf(context: PulumiContext, { name, secretsProvider }: Stored): () => Decrypt {
  return () => decryption(context, name, secretsProvider?.salt ?? '')
}

function storedIn(folder: string): readonly Stored[] {
  return stackFiles(folder).flatMap(({ name, file }): readonly Stored[] => {
    const text = readStackFile(file)
    const checkpoint = text && scanCheckpoint(text, name)
    const stored = checkpoint && storedDeployment(name, checkpoint, lastChange(text))
    return stored ? [stored] : []
  })
}

async function storedRemotely(context: PulumiContext): Promise<readonly Stored[]> {
  const { remoteCheckpoints } = await import('./remote-state.ts')
  const all = await remoteCheckpoints(context)
  return all.flatMap(({ name, checkpoint }) => storedDeployment(name, checkpoint) ?? [])
}
