import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Check } from '../../stacks/contract.ts'
import { noReportFolder, reportIsFolder } from '../errors/report.ts'
import { messageOf, systemCodeOf } from '../errors/zen-error.ts'

/** Whether a report can be written there, asked before there is anything to report. @param file an absolute path */
export function reportFileCheck(file: string): Check {
  return {
    id: 'report-file',
    title: 'The file of the report',
    run: async () => {
      try {
        await access(dirname(file), constants.W_OK | constants.X_OK)
        if (await isFolder(file)) return { verdict: 'fail', ...reportIsFolder(file) }
        return { verdict: 'pass', message: `${file} can be written.`, fix: [] }
      } catch (error) {
        return { verdict: 'fail', ...noReportFolder(file, messageOf(error)) }
      }
    },
  }
}

async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory()
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false
    throw error
  }
}
