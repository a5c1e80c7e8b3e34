import type { EngineFacts, ExportedFile, Target } from '../engine.ts'
import { deploymentDirectory, readSecrets } from '../records.ts'
import { composeEnvironment, composeFile } from './compose.ts'
import { serverSecrets } from './server-secrets.ts'

/** What `docker compose` needs to run this target: the services, and the secrets beside them. */
export async function composeFiles(
  { dataDirectory }: EngineFacts,
  { spec, secrets }: Target,
): Promise<readonly ExportedFile[]> {
  const stored = await readSecrets(deploymentDirectory(dataDirectory, spec.name))
  const environment = composeEnvironment(spec, serverSecrets(stored, secrets))
  return [
    { name: 'compose.yaml', text: await composeFile(spec), secret: false },
    { name: '.env', text: environment, secret: true },
  ]
}
