import { access, constants, stat } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Whether this is a program that this user may run. Links are followed; one to nowhere is none. */
export async function isProgram(path: string): Promise<boolean> {
  try {
    const facts = await stat(path)
    await access(path, constants.X_OK)
    return facts.isFile() && facts.size > 0
  } catch {
    return false
  }
}

/** The program that a shell would run under this name, or `undefined`. */
export async function onPath(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
  for (const folder of folders) {
    const path = join(folder, file)
    if (await isProgram(path)) return path
  }
  return undefined
}
