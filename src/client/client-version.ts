import { join } from 'node:path'
import { readIfThere } from '../storage/atomic-file.ts'

/**
 * Version of the ZenML client that last wrote its `config.yaml`, or `undefined`. Reads one line instead of parsing
 * YAML, because every command asks; a file that can't be read is somebody else's error to report.
 */
export async function clientVersionIn(clientDirectory: string): Promise<string | undefined> {
  const text = await readIfThere(join(clientDirectory, 'config.yaml')).catch(() => undefined)
  return text?.match(/^version:[ \t]*['"]?(\d+\.\d+\.\d+[\w.]*)['"]?[ \t]*$/m)?.[1]
}
