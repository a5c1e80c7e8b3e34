/** Options of the server itself on Kubernetes. */
import { encryptionKeyOption, imageOption, passwordOption, usernameOption } from './common-options.ts'
import type { Option } from './contract.ts'
import { valuesProblem } from './values-file.ts'
import { newestZenmlVersion } from './zenml-versions.ts'

const replicasOption: Option = {
  flag: 'replicas',
  type: 'number',
  summary: 'copies of the server',
  placeholder: 'COUNT',
  default: 1,
  problem: (value) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100
      ? undefined
      : 'must be a whole number from 1 to 100',
}

const serverVersionOption: Option = {
  flag: 'server-version',
  type: 'text',
  summary: 'ZenML version of the server, which is the tag of its image',
  placeholder: 'VERSION',
  default: ({ clientVersion }) => clientVersion ?? newestZenmlVersion,
  defaultNote: 'the version of your client',
  problem: (value) =>
    /^\w[\w.-]{0,127}(@sha256:[0-9a-f]{64})?$/.test(String(value))
      ? undefined
      : 'must be a version such as 0.98.0',
}

const repositoryOption: Option = {
  ...imageOption,
  default: 'zenmldocker/zenml-server',
  problem: (value) =>
    /^[a-z0-9][\w.-]*(:\d+(?=\/))?(\/[\w.-]+)*$/.test(String(value))
      ? undefined
      : 'must be the name of an image without its tag, which is --server-version',
}

const valuesOption: Option = {
  flag: 'values',
  type: 'text',
  secret: true,
  fromFile: true,
  summary: "YAML file with values for zen's Helm chart, which win over zen's own",
  placeholder: 'FILE',
  defaultNote: 'none',
  problem: valuesProblem,
}

export const serverOptions: readonly Option[] = [
  replicasOption,
  serverVersionOption,
  repositoryOption,
  valuesOption,
  usernameOption,
  passwordOption,
  encryptionKeyOption,
]
