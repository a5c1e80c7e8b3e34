import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from './test-end.ts'

/** A new folder, removed with everything in it when the test is over. */
export async function temporaryDirectory(): Promise<string> {
  // macOS reaches its temporary folder through a link.
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'zen-test-')))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}
