import spawn from 'nano-spawn'
import type { InstalledZen } from './installed-zen.ts'

/** What fish offers for this line with the cursor at its end, without the descriptions. */
export async function completeInFish(
  { env, directory }: InstalledZen,
  line: string,
): Promise<readonly string[]> {
  const script = 'zen completion fish | source; complete -C $argv[1]'
  const { output } = await spawn('fish', ['--no-config', '-c', script, line], { env, cwd: directory })
  return output.split('\n').flatMap((text) => text.split('\t')[0] || [])
}
