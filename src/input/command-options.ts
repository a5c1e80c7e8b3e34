/** Options of commands, as opposed to options of providers. The same flag means the same in every command. */
import type { Option } from '../../stacks/contract.ts'
import { providers } from '../../stacks/index.ts'
import { shells } from '../completion/model.ts'
import { problemOfName } from '../deployment/name.ts'
import { destroyOptions } from './destroy-options.ts'
import { backendOption, secretsProviderOption } from './state-options.ts'

const problemOfText = (value: unknown) => problemOfName(String(value))

/** Every command has these. */
export const globalOptions: readonly Option[] = [
  { flag: 'json', type: 'boolean', summary: 'print one JSON object on stdout, for programs' },
  { flag: 'yes', type: 'boolean', summary: 'do it without asking' },
  {
    flag: 'no-input',
    type: 'boolean',
    summary: 'never ask: a missing value is an error that names its flag',
  },
  {
    flag: 'config',
    type: 'text',
    placeholder: 'FILE',
    summary: 'YAML file with values for any of the flags',
  },
  backendOption,
  { flag: 'debug', type: 'boolean', summary: 'show where an error came from' },
]

export const providerOption: Option = {
  flag: 'provider',
  type: 'text',
  placeholder: 'PROVIDER',
  summary: 'where to put the server',
  choices: providers.map(({ id }) => id),
}

export const nameOption: Option = {
  flag: 'name',
  type: 'text',
  placeholder: 'NAME',
  summary: 'name of the deployment',
  defaultNote: 'the name of the provider',
  problem: problemOfText,
}

/** A name where a deployment is there already. The argument NAME says the same. */
export function existingName(defaultNote = 'the only one there is'): Option {
  return { ...nameOption, defaultNote }
}

export const connectOption: Option = {
  flag: 'connect',
  type: 'boolean',
  summary: 'connect the ZenML client of this computer',
  default: true,
}

export const previewOption: Option = {
  flag: 'preview',
  type: 'boolean',
  summary: 'show what would be created or changed, how long it takes and what it costs, and stop',
}

export const guidedOption: Option = {
  flag: 'guided',
  type: 'boolean',
  summary: 'ask about every option that means something here, not only about the usual ones',
}

export const reportOption: Option = {
  flag: 'report',
  type: 'text',
  placeholder: 'FILE.html',
  summary: 'write a page that shows what was made, how long it took and what it costs, also when it fails',
  problem: (value) => (/\.html?$/.test(String(value)) ? undefined : 'must be a file that ends with .html'),
}

export const unlockOption: Option = {
  flag: 'unlock',
  type: 'boolean',
  summary: 'take over the lock of a zen that will not come back',
}

/** Of `upgrade`; providers that install a version have an option of that name, which checks the value. */
export const serverVersionOption: Option = {
  flag: 'server-version',
  type: 'text',
  placeholder: 'VERSION',
  summary: 'version of ZenML to upgrade to',
}

export const revealOption: Option = {
  flag: 'reveal',
  type: 'boolean',
  summary: "show the administrator's password",
}

export const tailOption: Option = {
  flag: 'tail',
  type: 'number',
  placeholder: 'LINES',
  summary: 'how many lines from the end of the log to show',
  default: 100,
  problem: (value) =>
    Number.isInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number, 0 or more',
}

export const followOption: Option = {
  flag: 'follow',
  type: 'boolean',
  summary: 'go on with new lines until Ctrl-C',
}

export const printOption: Option = {
  flag: 'print',
  type: 'boolean',
  summary: 'print the address and open nothing',
}

export const formatOption: Option = {
  flag: 'format',
  type: 'text',
  placeholder: 'FORMAT',
  summary: 'kind of file',
  choices: [...new Set(providers.flatMap(({ exportFormats }) => exportFormats ?? []))],
  default: 'compose',
}

export const outputOption: Option = {
  flag: 'output',
  type: 'text',
  placeholder: 'FOLDER',
  summary: 'folder to write to, secrets included; without it the file is printed without them',
}

export const shellOption: Option = {
  flag: 'shell',
  type: 'text',
  placeholder: 'SHELL',
  summary: 'shell that the script is for',
  choices: shells,
}

/** All options of commands, each once: what `ZEN_…` variables and the configuration file may hold besides options of providers. */
export const commandOptions: readonly Option[] = [
  ...globalOptions,
  providerOption,
  nameOption,
  connectOption,
  previewOption,
  guidedOption,
  reportOption,
  unlockOption,
  secretsProviderOption,
  serverVersionOption,
  ...destroyOptions,
  revealOption,
  tailOption,
  followOption,
  printOption,
  formatOption,
  outputOption,
  shellOption,
]

/** Every option of every command and provider: what a configuration file may hold, whatever command reads it. */
export const everyOption: readonly Option[] = [
  ...commandOptions,
  ...providers.flatMap(({ options }) => options),
]
