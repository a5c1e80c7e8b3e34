import { join } from 'node:path'
import { parse } from 'yaml'
import { field, textField } from '../../client/server-answer.ts'
import { readIfThere } from '../../storage/atomic-file.ts'

/** What the local server takes over from the client whose database it serves. */
export interface ClientSettings {
  /** The client's id. A server with the same id counts as local for that client. */
  readonly userId?: string
  readonly analytics?: boolean
}

/** Reads the client's config.yaml. A file that can't be read has no settings: the client's checks speak of it. */
export async function readClientSettings(clientDirectory: string): Promise<ClientSettings> {
  try {
    const config: unknown = parse((await readIfThere(join(clientDirectory, 'config.yaml'))) ?? '')
    const userId = textField(config, 'user_id')
    const analytics = field(config, 'analytics_opt_in')
    return {
      ...(userId !== undefined && { userId }),
      ...(typeof analytics === 'boolean' && { analytics }),
    }
  } catch {
    return {}
  }
}
