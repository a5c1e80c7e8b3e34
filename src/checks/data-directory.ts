import { access, constants, mkdir } from 'node:fs/promises'
import type { Check } from '../../stacks/contract.ts'
import { messageOf } from '../errors/zen-error.ts'

/** Whether zen can keep its own state. */
export function dataDirectoryCheck(directory: string): Check {
  return {
    id: 'data-directory',
    title: "zen's data directory",
    run: async () => {
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 })
        await access(directory, constants.R_OK | constants.W_OK | constants.X_OK)
        return { verdict: 'pass', message: `${directory} can be written.`, fix: [] }
      } catch (error) {
        const fix = [`Make it writable, or name another folder: export ZEN_HOME=FOLDER`]
        return { verdict: 'fail', message: `${directory} can't be written: ${messageOf(error)}.`, fix }
      }
    },
  }
}
