/** Archives as Pulumi's makers release them, with shell scripts for programs, and a site that has them. */
import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { create } from 'tar'
import { engineVersion } from '../../../src/engine/pulumi/install/engine-version.ts'
import { thisComputer } from '../../../src/engine/pulumi/install/places.ts'
import { commandRelease, pluginRelease, type Release } from '../../../src/engine/pulumi/install/release.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { type ReleaseSite, releaseSite } from './release-site.ts'

export const plugins = { kubernetes: '4.34.2' } as const

if (!thisComputer) throw new Error('There are no releases for this computer.')
export const command = commandRelease(thisComputer)
export const plugin = pluginRelease('kubernetes', plugins.kubernetes, thisComputer)

export const archivePath = (release: Release) => `/${release.folder}/${release.archive}`
export const checksumsPath = (release: Release) => `/${release.folder}/${release.checksums}`

/** What `pulumi` does here: it says a version. */
export const pulumiSaying = (version: string) => `#!/bin/sh\necho v${version}\n`
export const pluginScript = '#!/bin/sh\necho a plugin\n'

/** An archive with these programs by path, and enough beside them that it does not come in one piece. */
export async function archiveOf(programs: Readonly<Record<string, string>>): Promise<Buffer> {
  const directory = await temporaryDirectory()
  const files = { ...programs, 'pulumi/pulumi-language-nodejs': randomBytes(100_000).toString('base64') }
  for (const [path, text] of Object.entries(files)) {
    const file = join(directory, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
    await chmod(file, 0o755)
  }
  const archive = join(directory, 'archive.tar.gz')
  await create({ file: archive, cwd: directory, gzip: true }, Object.keys(files))
  return readFile(archive)
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')

export interface Released {
  readonly site: ReleaseSite
  readonly commandArchive: Buffer
  readonly pluginArchive: Buffer
}

/** A site with both releases, laid out as get.pulumi.com is. */
export async function releasedPulumi(pulumi = pulumiSaying(engineVersion)): Promise<Released> {
  const site = await releaseSite()
  const commandArchive = await archiveOf({ [command.program]: pulumi })
  const pluginArchive = await archiveOf({ [plugin.program]: pluginScript })
  publish(site, command, commandArchive)
  publish(site, plugin, pluginArchive)
  return { site, commandArchive, pluginArchive }
}

/** The archive and its checksum, among others. */
export function publish(
  site: ReleaseSite,
  release: Release,
  archive: Buffer,
  digest = sha256(archive),
): void {
  const others = `${sha256(Buffer.from('another'))}  another.tar.gz\n`
  site.put(archivePath(release), archive)
  site.put(checksumsPath(release), `${others}${digest}  ${release.archive}\n`)
}
