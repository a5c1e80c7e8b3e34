import { isAlive } from '../../storage/process-identity.ts'
import type { EngineFacts } from '../engine.ts'
import { readLocalRecords } from './local-record.ts'

/** The name of another deployment whose server runs on this database, or `undefined`. */
export async function otherServerOf(
  database: string,
  { facts, except }: { readonly facts: EngineFacts; readonly except: string },
): Promise<string | undefined> {
  for (const { spec, runtime } of await readLocalRecords(facts.dataDirectory)) {
    if (spec.name === except || runtime.database !== database || !runtime.process) continue
    if (await isAlive(runtime.process)) return spec.name
  }
  return undefined
}
