import type { Finding } from '../../stacks/contract.ts'
import { ZenError } from '../errors/zen-error.ts'
import type { ClientEnvironment } from './client-environment.ts'
import { readClientFile } from './client-file.ts'
import { overrideWarnings } from './client-overrides.ts'
import { clientPaths } from './client-paths.ts'
import { readHistory } from './connection-history.ts'
import { assertWritable } from './writable.ts'
import { parseMapping } from './yaml-values.ts'

/**
 * Whether a client could be connected: all that would make {@link connectClient} fail, found before a deployment
 * starts. Variables and repositories that override the client's files are a warning. Changes nothing.
 */
export async function checkClientFiles(environment: ClientEnvironment): Promise<Finding> {
  const paths = await clientPaths(environment)
  const problems = (
    await Promise.all([
      problemOf(() => assertClientFile(paths.configFile)),
      problemOf(() => assertClientFile(paths.credentialsFile)),
      problemOf(() => readHistory(paths.historyFile)),
      problemOf(() => assertWritable(paths.historyFile)),
    ])
  ).flat()
  if (problems.length > 0) return toFailure(problems)
  const warnings = await overrideWarnings(environment)
  if (warnings.length > 0) {
    return {
      verdict: 'warn',
      message: warnings.join(' '),
      fix: ['Unset them, or connect knowing that they win.'],
    }
  }
  return { verdict: 'pass', message: `The ZenML client's files are in ${paths.directory}.`, fix: [] }
}

async function assertClientFile(file: string): Promise<void> {
  parseMapping(await readClientFile(file), file)
  await assertWritable(file)
}

async function problemOf(work: () => Promise<unknown>): Promise<readonly ZenError[]> {
  try {
    await work()
    return []
  } catch (error) {
    if (error instanceof ZenError) return [error]
    throw error
  }
}

function toFailure(problems: readonly ZenError[]): Finding {
  const unique = <T>(values: readonly T[]) => [...new Set(values)]
  return {
    verdict: 'fail',
    message: unique(problems.map(({ message }) => message)).join(' '),
    fix: unique(problems.flatMap(({ fix }) => fix)),
  }
}
