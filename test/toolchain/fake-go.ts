/** A Go that "compiles" at once, or stays in the middle of it for as long as a test wants. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Workshop } from '../../scripts/toolchain/ready-program.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const script = `#!/bin/sh
if [ "$1" = version ]; then echo "go version go1.26.8 linux/amd64"; exit; fi
while [ "$1" != -o ]; do shift; done
mkdir -p "$(dirname "$2")"
printf '#!/bin/sh\\n' >"$2"
chmod +x "$2"
echo build >>"$FAKE_GO/builds"
while [ -e "$FAKE_GO/hold" ]; do sleep 0.05; done
echo 'echo sample v1.2.3' >>"$2"
`

export interface FakeGo {
  /** The workshop with this Go on its PATH. */
  readonly workshop: Workshop
  /** How many builds it has begun. */
  builds(): Promise<number>
  /** Resolves when as many builds have begun. */
  untilBuilding(count: number): Promise<void>
  /** From now on a build stays half done. */
  hold(): Promise<void>
  /** Builds that stay half done go on. */
  release(): Promise<void>
}

export async function fakeGo(workshop: Workshop): Promise<FakeGo> {
  const directory = await temporaryDirectory()
  await mkdir(join(directory, 'bin'))
  await writeFile(join(directory, 'bin', 'go'), script, { mode: 0o755 })
  const env = { ...workshop.env, PATH: `${directory}/bin:${workshop.env['PATH']}`, FAKE_GO: directory }
  const builds = async () => {
    const log = await readFile(join(directory, 'builds'), 'utf8').catch(() => '')
    return log.split('\n').length - 1
  }
  return {
    workshop: { ...workshop, env },
    builds,
    untilBuilding: (count) => expect.poll(builds, { timeout: 15_000 }).toBe(count),
    hold: () => writeFile(join(directory, 'hold'), ''),
    release: () => rm(join(directory, 'hold')),
  }
}
