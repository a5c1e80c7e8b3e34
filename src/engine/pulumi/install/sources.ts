/** Where a release can be had: at its makers, or behind a mirror. */
import type { Wanted } from '../../../errors/engine-program.ts'
import { mirrorUnusable } from '../../../errors/engine-variables.ts'
import type { Part } from './places.ts'
import type { Release } from './release.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Addresses of the same file, the first to be tried first. They may hold a login: never print them whole. */
export interface Sources {
  readonly archive: readonly URL[]
  readonly checksums: readonly URL[]
}

const makers = new URL('https://get.pulumi.com/')
const github = new URL('https://github.com/')

/**
 * Without a mirror, archive and checksums come from different places, so that nobody who can change one of them can
 * change both; each has the other's place in reserve. A mirror stands for get.pulumi.com, or is one folder of files.
 * @throws ZenError `MIRROR_UNUSABLE`
 */
export function sourcesOf(release: Release, env: Environment): Sources {
  const mirror = mirrorOf(env)
  const at = (base: URL, folder: string, file: string) => new URL([folder, file].join('/'), base)
  const everywhere = (file: string) =>
    mirror
      ? [at(mirror, release.folder, file), new URL(file, mirror)]
      : [at(makers, release.folder, file), at(github, release.githubFolder, file)]
  const archive = everywhere(release.archive)
  const checksums = everywhere(release.checksums)
  return { archive, checksums: mirror ? checksums : checksums.toReversed() }
}

/** The part in the words of errors. */
export function wantedOf({ label, variable }: Part, release: Release, env: Environment): Wanted {
  const [address] = sourcesOf(release, env).archive
  return { label, variable, program: release.program, address: address ? shown(address) : release.archive }
}

/** For people: without a login. */
export function shown(address: URL): string {
  return `${address.origin}${address.pathname}`
}

function mirrorOf(env: Environment): URL | undefined {
  const text = env['ZEN_PULUMI_MIRROR']
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw mirrorUnusable()
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}
