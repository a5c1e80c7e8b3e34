/** What makers of a release publish so that everybody can tell whether they have the same file. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** Digest of one file, as its makers published it. */
export interface Checksum {
  readonly algorithm: 'sha1' | 'sha256'
  /** Hexadecimal, lower case. */
  readonly digest: string
}

/** Some providers publish SHA-1 sums, which nobody can make another file for either. */
const algorithms = new Map<number, Checksum['algorithm']>([
  [40, 'sha1'],
  [64, 'sha256'],
])

/**
 * The checksum of a file in the output of `sha256sum` or `shasum`: a digest, spaces, perhaps `*` or `./`, a name.
 * @returns `undefined` when the file is not among them
 */
export function checksumIn(text: string, file: string): Checksum | undefined {
  for (const line of text.split('\n')) {
    const [, digest = '', name] = /^([0-9a-f]+)\s+\*?(?:\.\/)?(\S+)\s*$/i.exec(line) ?? []
    const algorithm = algorithms.get(digest.length)
    if (name === file && algorithm) return { algorithm, digest: digest.toLowerCase() }
  }
  return undefined
}

/** Whether the file has that checksum. */
export async function hasChecksum(file: string, { algorithm, digest }: Checksum): Promise<boolean> {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex') === digest
}
