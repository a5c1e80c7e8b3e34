/** Which Pulumi zen works with. */
import { gte, major, parse } from 'semver'

/** The version of the npm package `@pulumi/pulumi` that zen is built with: SDK and CLI of one release belong together. */
export const engineVersion = '3.259.0'

/** Whether a CLI of this version can carry out what our SDK asks: the SDK's own release, or a later one like it. */
export function fits(version: string): boolean {
  return major(version) === major(engineVersion) && gte(version, engineVersion)
}

/** What `pulumi version` says, `v3.259.0`, without the `v`; `undefined` when it is no version. */
export function versionIn(words: string): string | undefined {
  const lastLine = words.trim().split('\n').at(-1) ?? ''
  return parse(lastLine.trim())?.version
}
