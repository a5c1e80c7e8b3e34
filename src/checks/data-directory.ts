import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Check } from '../../stacks/contract.ts'
import { messageOf, systemCodeOf } from '../errors/zen-error.ts'

/** Whether zen can keep its own state. The folder itself need not be there yet. */
export function dataDirectoryCheck(directory: string): Check {
  return {
    id: 'data-directory',
    title: "zen's data directory",
    run: async () => {
      try {
        await assertUsable(directory)
        return { verdict: 'pass', message: `${directory} can be written.`, fix: [] }
      } catch (error) {
        const fix = ['Make it writable, or name another folder: export ZEN_HOME=FOLDER']
        return { verdict: 'fail', message: `${directory} can't be written: ${messageOf(error)}.`, fix }
      }
    },
  }
}

/** Looks at the folder, or at the nearest one above it that is there. */
async function assertUsable(directory: string): Promise<void> {
  try {
    if (!(await stat(directory)).isDirectory()) throw new Error(`${directory} is not a folder`)
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT' || dirname(directory) === directory) throw error
    await assertUsable(dirname(directory))
  }
}
