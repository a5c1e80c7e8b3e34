/** Images as folders, made without a builder: a root file system is a layer. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** What a container of the image runs, in the words of the OCI image specification. */
export interface ImageConfig {
  readonly User?: string
  readonly WorkingDir?: string
  readonly Env?: readonly string[]
  readonly Entrypoint?: readonly string[]
  readonly Cmd?: readonly string[]
}

interface Blob {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

const type = (what: string) => `application/vnd.oci.image.${what}`

/**
 * Writes an image as an OCI layout: https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 * The same layers and the same config make the same digest.
 * @param layers paths of uncompressed tar archives, the lowest first
 */
export async function writeOciLayout(
  directory: string,
  layers: readonly string[],
  config: ImageConfig,
): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  await mkdir(join(directory, 'blobs', 'sha256'), { recursive: true })
  const blobs: Blob[] = []
  for (const layer of layers) blobs.push(await addFile(directory, layer))
  const image = {
    ...{ architecture: process.arch === 'x64' ? 'amd64' : process.arch, os: 'linux', config },
    rootfs: { type: 'layers', diff_ids: blobs.map(({ digest }) => digest) },
  }
  const configBlob = await addJson(directory, 'config.v1+json', image)
  const manifest = {
    schemaVersion: 2,
    mediaType: type('manifest.v1+json'),
    config: configBlob,
    layers: blobs,
  }
  const manifestBlob = await addJson(directory, 'manifest.v1+json', manifest)
  await writeFile(
    join(directory, 'index.json'),
    JSON.stringify({ schemaVersion: 2, manifests: [manifestBlob] }),
  )
  await writeFile(join(directory, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
}

async function addFile(directory: string, file: string): Promise<Blob> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const digest = hash.digest('hex')
  await copyFile(file, join(directory, 'blobs', 'sha256', digest))
  return { mediaType: type('layer.v1.tar'), digest: `sha256:${digest}`, size: (await stat(file)).size }
}

async function addJson(directory: string, what: string, content: object): Promise<Blob> {
  const json = JSON.stringify(content)
  const digest = createHash('sha256').update(json).digest('hex')
  await writeFile(join(directory, 'blobs', 'sha256', digest), json)
  return { mediaType: type(what), digest: `sha256:${digest}`, size: Buffer.byteLength(json) }
}
