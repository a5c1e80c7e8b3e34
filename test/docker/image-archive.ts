/**
 * The root file system of a ZenML server image, made from Debian's packages and PyPI where no registry of images
 * can be reached. Like the official image it runs as user 1000 in /zenml and has `python`, `zenml` and `uvicorn`.
 * Unlike it there is no /zenml/.zenconfig, so that a volume comes up owned by root, and there are no cloud extras.
 */
import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import spawn from 'nano-spawn'
import { cached } from '../zenml/cache.ts'
import { uv } from '../zenml/uv.ts'
import { unpackPackages } from './unpack-packages.ts'

/** The newest, and what every test uses that needs no other. */
const newest = '0.98.0'

const debianPackages = [
  ...['python3.11-minimal', 'libpython3.11-stdlib', 'python3-distutils', 'libgcc-s1', 'libstdc++6'],
  ...['busybox-static', 'media-types', 'netbase', 'tzdata'],
]

const recipe = `
${unpackPackages}mkdir -p tmp proc sys dev etc zenml
for c in sh cat chown env grep head id ls mkdir ps sleep tail touch; do [ -e usr/bin/$c ] || ln -s busybox usr/bin/$c; done
ln -sf python3.11 usr/bin/python
printf 'root:x:0:0:root:/root:/bin/sh\\nzenml:x:1000:1000::/zenml:/bin/sh\\n' >etc/passwd
printf 'root:x:0:\\nzenml:x:1000:\\n' >etc/group
echo 'hosts: files dns' >etc/nsswitch.conf
printf '#!/bin/sh\\nulimit -n 65535 2>/dev/null\\nexec "$@"\\n' >entrypoint.sh; chmod 755 entrypoint.sh
$UV pip install --quiet --python-version 3.11 --python-platform x86_64-manylinux_2_28 --target opt/site "zenml[server]==$ZENML"
sed -i '1s,^#!.*python.*,#!/usr/bin/python3.11,' opt/site/bin/*
# Byte code halves the time that each server takes to start. The image's own Python makes it, where it lies.
PYTHONHOME="$ROOT/usr" lib64/ld-linux-x86-64.so.2 --library-path "$ROOT/usr/lib/x86_64-linux-gnu" usr/bin/python3.11 \\
  -m compileall -q -j0 --invalidation-mode unchecked-hash -s "$ROOT" "$ROOT/usr/lib/python3.11" "$ROOT/opt/site" || true
tar --numeric-owner --owner=0 --group=0 --exclude=./zenml -cf "$ARCHIVE" .
tar --numeric-owner --owner=1000 --group=1000 -rf "$ARCHIVE" ./zenml
`

/** Changes whenever the image would. */
export function imageHashOf(version: string): string {
  return createHash('sha256')
    .update(JSON.stringify([recipe, debianPackages, version]))
    .digest('hex')
    .slice(0, 12)
}

export const imageHash = imageHashOf(newest)

/** Path of the archive; made when it is not in the cache, which takes about half a minute. */
export async function imageArchive(version = newest): Promise<string> {
  const name = `docker-image-${version}-${imageHashOf(version)}`
  const directory = await cached(name, (directory) => build(directory, version))
  return join(directory, 'image.tar')
}

/** Whether this computer has Debian's tools and the image's kind of processor. */
export async function canMakeImage(): Promise<boolean> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false
  return spawn('sh', ['-c', 'command -v apt-get && command -v dpkg']).then(
    () => true,
    () => false,
  )
}

async function build(directory: string, version: string): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true })
  const [root, archive] = [join(directory, 'root'), join(directory, 'image.tar')]
  const packages = debianPackages.join(' ')
  await spawn('sh', ['-c', recipe], {
    env: { ROOT: root, ARCHIVE: archive, PACKAGES: packages, ZENML: version, UV: await uv() },
  })
  await rm(root, { recursive: true, force: true })
  await rm(`${root}.apt`, { recursive: true, force: true })
}
