/** Where zen keeps what it installs, and what it looks for. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Wanted } from '../../../errors/engine-program.ts'
import { engineVersion } from './engine-version.ts'
import { commandRelease, pluginRelease, programOfPlugin, type Release, targetOf } from './release.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The computer zen runs on, as a target of releases. */
export const thisComputer = targetOf(process.platform, process.arch)

/** zen's own PULUMI_HOME: apart from the user's, so that neither gets into the other's way. */
export function pulumiHome(dataDirectory: string): string {
  return join(dataDirectory, 'pulumi')
}

/** What is being downloaded or unpacked. Whatever lies here while nobody installs was left by a killed zen. */
export function workshop(dataDirectory: string): string {
  return join(pulumiHome(dataDirectory), 'unfinished')
}

/** A resource plugin, in exactly this version. */
export interface Plugin {
  readonly name: string
  readonly version: string
}

/** Something to be installed: a folder that appears when it is complete, with one program in it. */
export interface Part {
  /** For people: `Pulumi 3.259.0`. */
  readonly label: string
  /** Names it when a person brought it along. */
  readonly variable: Wanted['variable']
  readonly folder: string
  /** Path of the program. */
  readonly program: string
  /** `undefined` where nothing is released for this computer. */
  readonly release: Release | undefined
}

/** The CLI; `bin/pulumi` in a folder of its version is where Pulumi's Automation API looks for it too. */
export function commandPart(dataDirectory: string): Part {
  const folder = join(pulumiHome(dataDirectory), 'versions', engineVersion)
  const file = process.platform === 'win32' ? 'pulumi.exe' : 'pulumi'
  return {
    label: `Pulumi ${engineVersion}`,
    variable: 'ZEN_PULUMI',
    folder,
    program: join(folder, 'bin', file),
    release: thisComputer && commandRelease(thisComputer),
  }
}

/** A plugin where Pulumi looks for it: the version in the folder's name must be the one of the npm package. */
export function pluginPart(dataDirectory: string, { name, version }: Plugin): Part {
  const folder = join(pulumiHome(dataDirectory), 'plugins', pluginFolder({ name, version }))
  return {
    label: `Pulumi's ${name} plugin ${version}`,
    variable: 'ZEN_PULUMI_PLUGINS',
    folder,
    program: join(folder, programOfPlugin(name, thisComputer?.system)),
    release: thisComputer && pluginRelease(name, version, thisComputer),
  }
}

export function pluginFolder({ name, version }: Plugin): string {
  return `resource-${name}-v${version}`
}

/** Where the user's own Pulumi keeps its plugins. */
export function usersPlugins(env: Environment): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir()
  return join(env['PULUMI_HOME'] || join(home, '.pulumi'), 'plugins')
}
