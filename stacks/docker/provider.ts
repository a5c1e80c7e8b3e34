import {
  databasePasswordOption,
  encryptionKeyOption,
  hostOption,
  imageOption,
  passwordOption,
  portOption,
  usernameOption,
} from '../common-options.ts'
import type { Option, Provider } from '../contract.ts'
import { databaseUrlProblem } from '../database-url.ts'
import { newestZenmlVersion } from '../zenml-versions.ts'

const taggedImageOption: Option = {
  ...imageOption,
  default: ({ clientVersion }) => `zenmldocker/zenml-server:${clientVersion ?? newestZenmlVersion}`,
  defaultNote: 'the official image, in the version of your client',
  problem: (value) =>
    /^[\w][\w./:@-]*$/.test(String(value)) ? undefined : 'must be the name of an image, such as name:tag',
}

const dockerHostOption: Option = {
  flag: 'docker-host',
  type: 'text',
  summary: 'address of the Docker daemon',
  placeholder: 'ADDRESS',
  defaultNote: 'what the docker command uses: DOCKER_HOST or its current context',
  problem: (value) =>
    /^(unix|tcp|ssh|npipe|https?):\/\/\S+$/.test(String(value))
      ? undefined
      : 'must look like unix:///var/run/docker.sock, ssh://user@host or tcp://host:2376',
}

const volumeOption: Option = {
  flag: 'volume',
  type: 'text',
  summary: 'Docker volume that keeps the database',
  placeholder: 'VOLUME',
  defaultNote: 'zen-NAME-data',
  problem: (value) =>
    // Docker's own rule: https://github.com/moby/moby/blob/v28.2.2/daemon/names/names.go
    /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(String(value))
      ? undefined
      : 'must be the name of a Docker volume: letters, digits, "_", "." and "-", starting with a letter or digit',
}

const databaseUrlOption: Option = {
  flag: 'database-url',
  type: 'url',
  summary: 'MySQL database to use instead of SQLite in a volume, as the container reaches it',
  placeholder: 'URL',
  defaultNote: 'SQLite in the volume',
  passwordTo: 'database-password',
  problem: (value) =>
    databaseUrlProblem(value, 'as the container reaches it: for this computer that is host.docker.internal'),
}

const restartOption: Option = {
  flag: 'restart',
  type: 'text',
  summary: 'when Docker starts the server again',
  placeholder: 'POLICY',
  choices: ['no', 'on-failure', 'unless-stopped', 'always'],
  default: 'unless-stopped',
}

export const docker: Provider = {
  id: 'docker',
  label: 'Docker',
  summary: 'a container on this computer or on another one with Docker',
  defaultName: 'docker',
  engine: 'docker',
  exportFormats: ['compose'],
  options: [
    { ...portOption, default: 8238 },
    hostOption,
    taggedImageOption,
    volumeOption,
    databaseUrlOption,
    databasePasswordOption,
    encryptionKeyOption,
    restartOption,
    dockerHostOption,
    usernameOption,
    passwordOption,
  ],
  problems: (values, secrets) => [
    ...(values['database-url'] !== undefined && values['volume'] !== undefined
      ? ['--volume and --database-url exclude each other: the data is in one or in the other']
      : []),
    ...(secrets['database-password'] !== undefined && values['database-url'] === undefined
      ? ['--database-password needs --database-url']
      : []),
  ],
  readme: {
    creates: 'a container and a volume, or a container beside your MySQL',
    costs: 'nothing',
    needs: 'Docker or Podman',
  },
}
