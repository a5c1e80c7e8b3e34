import { flush } from '@oclif/core/flush'
import { handle } from '@oclif/core/handle'
import { run } from '@oclif/core/run'

/**
 * Runs the command line. Commands catch their own errors; what arrives here is oclif's own (help for an unknown
 * topic, a broken installation).
 * @param argv words after `zen`
 * @param url of the entry point, from which oclif finds package.json and the manifest
 */
export async function main(argv: readonly string[], url: string): Promise<void> {
  try {
    await run([...argv], url)
    await flush()
  } catch (error) {
    await handle(error instanceof Error ? error : new Error(String(error)))
  }
}
