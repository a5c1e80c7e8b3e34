/** What else decides what the client uses, besides the files that zen writes: said, never changed. */
import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { readIfThere } from '../storage/atomic-file.ts'
import type { ClientEnvironment } from './client-environment.ts'

/** The client's own words for yes: `handle_bool_env_var` of `zenml/constants.py`. */
const TRUE = /^(1|y|yes|true|t|on)$/i

/** One sentence for each thing that overrides the client's files. */
export async function overrideWarnings(environment: ClientEnvironment): Promise<readonly string[]> {
  const { env } = environment
  return [
    ...storeWarnings(env),
    ...activeWarnings(env),
    ...cachingWarnings(env),
    ...(await repositoryWarnings(environment)),
  ]
}

type Variables = ClientEnvironment['env']

/** Values are not shown: they may be secret. */
function storeWarnings(env: Variables): readonly string[] {
  const names = Object.keys(env).filter((name) => name.startsWith('ZENML_STORE_') && env[name])
  if (names.length === 0) return []
  const sorted = names.sort()
  return [
    `The ZenML client obeys ${sorted.join(', ')} before its files. To let the files count: unset ${sorted.join(' ')}`,
  ]
}

function activeWarnings(env: Variables): readonly string[] {
  return ['ZENML_ACTIVE_STACK_ID', 'ZENML_ACTIVE_PROJECT_ID', 'ZENML_ACTIVE_WORKSPACE_ID']
    .filter((name) => env[name])
    .map((name) => `${name} decides what is active in the ZenML client, on every server.`)
}

function cachingWarnings(env: Variables): readonly string[] {
  const name = 'DISABLE_CREDENTIALS_DISK_CACHING'
  if (!TRUE.test(env[name] ?? '')) return []
  return [`With ${name} the ZenML client reads no API key from its files. To connect: unset ${name}`]
}

/** A repository made by `zenml init` may carry its own active stack and project, never a store. */
async function repositoryWarnings(environment: ClientEnvironment): Promise<readonly string[]> {
  const file = await repositoryConfig(environment)
  if (!file) return []
  const keys = ['active_stack_id', 'active_project_id', 'active_workspace_id'].filter((key) =>
    new RegExp(`^['"]?${key}['"]?:[ \\t]*(?!null\\b|~)[^\\s#]`, 'm').test(file.text),
  )
  if (keys.length === 0) return []
  return [`In this folder ${file.path} decides the client's ${keys.join(' and ')}.`]
}

/**
 * The nearest folder upwards that has a `.zen` folder, or just the one that `ZENML_REPOSITORY_PATH` names:
 * `find_repository` of `zenml/client.py`.
 */
async function repositoryConfig({ env, workingDirectory }: ClientEnvironment) {
  const named = env['ZENML_REPOSITORY_PATH']
  let folder = resolve(workingDirectory, named ?? '')
  while (!named && !(await isFolder(join(folder, '.zen')))) {
    if (dirname(folder) === folder) return undefined
    folder = dirname(folder)
  }
  const path = join(folder, '.zen', 'config.yaml')
  // A file that can't be read is the client's to complain about.
  const text = await readIfThere(path).catch(() => undefined)
  return text === undefined ? undefined : { path, text }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}
