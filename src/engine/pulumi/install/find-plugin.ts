/** Where a plugin is, in exactly the version of our npm package. */
import { lstat, readlink, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pluginsVariableWrong } from '../../../errors/engine-variables.ts'
import type { EngineFacts } from '../../engine.ts'
import { isProgram } from './executable.ts'
import { type Part, type Plugin, pluginFolder, pluginPart, thisComputer, usersPlugins } from './places.ts'
import { programOfPlugin } from './release.ts'

export type PluginPlace =
  /** Pulumi finds it. */
  | { readonly kind: 'ready'; readonly program: string }
  /** A program elsewhere on this computer, to be linked to. */
  | { readonly kind: 'elsewhere'; readonly program: string }
  /** An archive on this computer, to be unpacked. */
  | { readonly kind: 'archive'; readonly archive: string }
  | { readonly kind: 'missing' }

/**
 * Looks into the folder `ZEN_PULUMI_PLUGINS`, then zen's own plugins, then those of the user's Pulumi.
 * @throws ZenError `PLUGINS_VARIABLE_WRONG`
 */
export async function findPlugin(plugin: Plugin, { env, dataDirectory }: EngineFacts): Promise<PluginPlace> {
  const part = pluginPart(dataDirectory, plugin)
  const given = env['ZEN_PULUMI_PLUGINS']
  const place = given ? await inFolder(resolve(given), plugin, part) : undefined
  if (place?.kind === 'elsewhere') return linkedAs(part, place.program)
  if (await isOwn(part)) return { kind: 'ready', program: part.program }
  if (place !== undefined) return place
  const folder = join(usersPlugins(env), pluginFolder(plugin))
  const users = join(folder, programOfPlugin(plugin.name, thisComputer?.system))
  return (await isInstalled(folder, users)) ? linkedAs(part, users) : { kind: 'missing' }
}

/** What people put there: a copy of an installed plugin, an archive as it was downloaded, or the bare program. */
async function inFolder(folder: string, plugin: Plugin, { release }: Part): Promise<PluginPlace | undefined> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) throw pluginsVariableWrong(folder)
  const file = programOfPlugin(plugin.name, thisComputer?.system)
  const copy = join(folder, pluginFolder(plugin), file)
  if (await isProgram(copy)) return { kind: 'elsewhere', program: copy }
  const archive = release && join(folder, release.archive)
  if (archive && (await stat(archive).catch(() => undefined))?.isFile()) return { kind: 'archive', archive }
  const program = join(folder, file)
  return (await isProgram(program)) ? { kind: 'elsewhere', program } : undefined
}

/** Installed by zen, not linked to: a link may be there from a run whose environment was another. */
async function isOwn({ folder, program }: Part): Promise<boolean> {
  if (!(await isInstalled(folder, program))) return false
  return (await lstat(program)).isFile()
}

/** Pulumi marks a plugin that it is installing by a file beside it, which stays when it is killed. */
async function isInstalled(folder: string, program: string): Promise<boolean> {
  const unfinished = await lstat(`${folder}.partial`).catch(() => undefined)
  return unfinished === undefined && isProgram(program)
}

async function linkedAs({ program: link }: Part, program: string): Promise<PluginPlace> {
  const isLinked = link === program || (await readlink(link).catch(() => undefined)) === program
  return isLinked ? { kind: 'ready', program: link } : { kind: 'elsewhere', program }
}
