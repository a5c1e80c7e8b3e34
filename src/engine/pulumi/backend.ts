import { mkdirSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { EngineFacts } from '../engine.ts'

/** Where the state of deployments lives. */
export interface Backend {
  /** In Pulumi's words, absolute: `file:///home/ada/.local/share/zen/state`, `s3://bucket`. */
  readonly url: string
  /** The folder, when it is one of this computer: then zen reads the state itself. */
  readonly folder?: string
}

type BackendFacts = Pick<EngineFacts, 'backend' | 'dataDirectory' | 'env'>

/**
 * What a person said with `--backend`, else `PULUMI_BACKEND_URL`, else a folder in zen's data directory.
 * @param workingDirectory is where relative folders start
 */
export function backendOf({ backend, dataDirectory, env }: BackendFacts, workingDirectory = process.cwd()) {
  const said = backend ?? env['PULUMI_BACKEND_URL']
  if (!said) return inFolder(join(dataDirectory, 'state'))
  return said.startsWith('file://')
    ? inFolder(folderIn(said, env['HOME'], workingDirectory), queryOf(said))
    : ({ url: said } satisfies Backend)
}

function inFolder(folder: string, query = ''): Backend {
  return { url: `${pathToFileURL(folder).href}${query}`, folder }
}

/**
 * Pulumi takes more than URLs know: `file://~/state`, `file://./state`.
 * Source: https://www.pulumi.com/docs/iac/concepts/state-and-backends/#local-filesystem
 */
function folderIn(said: string, home: string | undefined, workingDirectory: string): string {
  const [path = ''] = said.slice('file://'.length).split('?')
  if (path.startsWith('~')) return resolve(home ?? workingDirectory, `.${path.slice(1)}`)
  const plain = /^\/([A-Za-z]:)?/.test(path) ? fileURLToPath(`file://${path}`) : decodeURIComponent(path)
  return isAbsolute(plain) ? plain : resolve(workingDirectory, plain)
}

function queryOf(said: string): string {
  const at = said.indexOf('?')
  return at < 0 ? '' : said.slice(at)
}

/** Pulumi wants the folder to be there. Only its owner can look into one that is made here. */
export function createBackendFolder({ folder }: Backend): void {
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
}
