import type { Check } from '../../stacks/contract.ts'
import { checkClientFiles } from '../client/check-client-files.ts'
import type { ClientEnvironment } from '../client/client-environment.ts'

/** Whether the ZenML client's files can be read and written, asked before a server exists that needs them. */
export function clientFilesCheck(environment: ClientEnvironment): Check {
  return {
    id: 'client-files',
    title: "The ZenML client's files",
    run: () => checkClientFiles(environment),
  }
}
