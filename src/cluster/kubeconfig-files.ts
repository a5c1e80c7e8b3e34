/** The files that say how to reach clusters, read and merged as `kubectl` does. */
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { parseDocument } from 'yaml'
import { kubeconfigMissing, kubeconfigUnreadable } from '../errors/cluster.ts'
import { messageOf, readRefusal, systemCodeOf } from '../errors/zen-error.ts'
import { isMapping, listAt, mappingAt, textAt } from './fields.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** One cluster, user or context: the fields of the file, with paths that are absolute. */
export interface KubeconfigEntry {
  readonly name: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface Kubeconfig {
  /** For people, at the start of a sentence: `The kubeconfig /home/ada/.kube/config`. */
  readonly source: string
  readonly clusters: readonly KubeconfigEntry[]
  readonly users: readonly KubeconfigEntry[]
  readonly contexts: readonly KubeconfigEntry[]
  readonly currentContext: string
}

/**
 * One file that a person named, which must be there.
 * @throws ZenError `KUBECONFIG_MISSING`, `KUBECONFIG_UNREADABLE`
 */
export async function namedKubeconfig(file: string): Promise<Kubeconfig> {
  const found = await fromFile(file)
  if (!found) throw kubeconfigMissing([file])
  return found
}

/**
 * The files of `KUBECONFIG`, of which the first to say something wins, else `~/.kube/config`. Files that are not
 * there count as empty.
 * @returns the files that were looked for, and what they say; `undefined` when none is there
 */
export async function defaultKubeconfig(
  env: Environment,
): Promise<{ readonly looked: readonly string[]; readonly found: Kubeconfig | undefined }> {
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '')
  const home = env['HOME'] || env['USERPROFILE'] || homedir()
  const looked = named.length > 0 ? [...new Set(named)] : [join(home, '.kube', 'config')]
  const read = await Promise.all(looked.map(fromFile))
  const there = read.flatMap((one) => (one ? [one] : []))
  return { looked, found: there.length > 0 ? merged(there) : undefined }
}

/** @param source for people, see {@link Kubeconfig} */
export function kubeconfigFromText(text: string, source: string, folder = '/'): Kubeconfig {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error', merge: true })
  // Lines of the file are never quoted: they may be secret.
  const [error] = document.errors
  const file = source.replace(/^The kubeconfig /, '')
  if (error) throw kubeconfigUnreadable(file, `it is no YAML (${error.code})`)
  const content: unknown = document.toJS() ?? {}
  if (!isMapping(content)) throw kubeconfigUnreadable(file, 'it is no kubeconfig')
  return {
    source,
    clusters: entries(content, 'clusters', 'cluster').map((it) => withAbsolutePaths(it, folder)),
    users: entries(content, 'users', 'user').map((it) => withAbsolutePaths(it, folder)),
    contexts: entries(content, 'contexts', 'context'),
    currentContext: textAt(content, 'current-context'),
  }
}

async function fromFile(file: string): Promise<Kubeconfig | undefined> {
  try {
    return kubeconfigFromText(await readFile(file, 'utf8'), `The kubeconfig ${file}`, dirname(file))
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined
    if (systemCodeOf(error) === undefined) throw error
    throw kubeconfigUnreadable(file, readRefusal(error) || messageOf(error))
  }
}

function entries(content: unknown, list: string, key: string): readonly KubeconfigEntry[] {
  return listAt(content, list).flatMap((entry) => {
    const name = textAt(entry, 'name')
    return name === '' ? [] : [{ name, fields: mappingAt(entry, key) }]
  })
}

const pathFields = ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile']

/** Paths are relative to their file, and so is a login program with a folder in its name. */
function withAbsolutePaths({ name, fields }: KubeconfigEntry, folder: string): KubeconfigEntry {
  const paths = pathFields.flatMap((field) => {
    const path = textAt(fields, field)
    return path === '' || isAbsolute(path) ? [] : [[field, join(folder, path)]]
  })
  const command = textAt(fields, 'exec', 'command')
  const isBesideFile = command.includes('/') && !isAbsolute(command)
  const exec = isBesideFile ? { exec: { ...mappingAt(fields, 'exec'), command: join(folder, command) } } : {}
  return { name, fields: { ...fields, ...Object.fromEntries(paths), ...exec } }
}

function merged(all: readonly Kubeconfig[]): Kubeconfig {
  const [first] = all
  const files = all.map(({ source }) => source.replace(/^The kubeconfig /, ''))
  return {
    source: all.length === 1 && first ? first.source : `The kubeconfig (${files.join(', ')})`,
    clusters: firstOfName(all.flatMap(({ clusters }) => clusters)),
    users: firstOfName(all.flatMap(({ users }) => users)),
    contexts: firstOfName(all.flatMap(({ contexts }) => contexts)),
    currentContext: all.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '',
  }
}

function firstOfName(all: readonly KubeconfigEntry[]): readonly KubeconfigEntry[] {
  return all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at)
}
