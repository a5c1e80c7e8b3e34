import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import spawn from 'nano-spawn'
import { temporaryDirectory } from '../../temporary-directory.ts'
import type { InstalledZen } from './installed-zen.ts'

const capture = fileURLToPath(new URL('capture.zsh', import.meta.url))

/** What zsh offers for this line with the cursor at its end. */
export async function completeInZsh(
  { env, directory }: InstalledZen,
  line: string,
): Promise<readonly string[]> {
  const report = join(await temporaryDirectory(), 'report')
  await spawn('zsh', ['-f', capture, report, line], { env, cwd: directory, timeout: 60_000 })
  const offers = (await readFile(report, 'utf8')).split('\n').filter((text) => text !== '' && text !== 'END')
  return [...new Set(offers)]
}
