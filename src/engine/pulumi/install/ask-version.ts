/** Asking a Pulumi that zen did not install for its version. */
import { execFile } from 'node:child_process'
import type { EngineFacts } from '../../engine.ts'
import { versionIn } from './engine-version.ts'
import { pulumiHome } from './places.ts'

/** What a program said of itself: its version, or else its words. */
export type Said = { readonly version: string } | { readonly version: undefined; readonly words: string }

/** Virus scanners look at a program of 100 MB for a while before they let it run. */
const PATIENCE_MS = 30_000

/** Asking takes a seventh of a second, and one `zen deploy` would ask three times. */
const asked = new WeakMap<EngineFacts, Map<string, Promise<Said>>>()

/** Never throws. Asks once for each computer and path. */
export function askVersion(command: string, facts: EngineFacts): Promise<Said> {
  const answers = asked.get(facts) ?? new Map<string, Promise<Said>>()
  asked.set(facts, answers)
  const answer = answers.get(command) ?? ask(command, facts)
  answers.set(command, answer)
  return answer
}

async function ask(command: string, { env, dataDirectory }: EngineFacts): Promise<Said> {
  const variables = {
    ...env,
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    // It writes a log there even for this.
    PULUMI_HOME: pulumiHome(dataDirectory),
  }
  // What it writes there is nobody else's business; a process takes this over when it begins.
  const before = process.umask(0o077)
  const answer = new Promise<Said>((resolve) => {
    execFile(command, ['version'], { env: variables, timeout: PATIENCE_MS }, (error, stdout, stderr) => {
      const version = error ? undefined : versionIn(stdout)
      if (version !== undefined) resolve({ version })
      else resolve({ version, words: (stderr || stdout || error?.message) ?? 'It said nothing.' })
    })
  })
  process.umask(before)
  return answer
}
