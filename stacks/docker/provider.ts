import { hostOption, passwordOption, portOption, usernameOption } from '../common-options.ts'
import type { Option, OptionValue, Provider } from '../contract.ts'
import { newestZenmlVersion } from '../zenml-versions.ts'

const imageOption: Option = {
  flag: 'image',
  type: 'text',
  summary: 'image of the ZenML server',
  placeholder: 'IMAGE',
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
  passwordTo: 'database-password',
  problem: databaseUrlProblem,
}

const databasePasswordOption: Option = {
  flag: 'database-password',
  type: 'text',
  secret: true,
  summary: 'password for the database',
  placeholder: 'PASSWORD',
}

const encryptionKeyOption: Option = {
  flag: 'encryption-key',
  type: 'text',
  secret: true,
  summary: 'key that ZenML secrets are encrypted with, for a database that another server used before',
  placeholder: 'KEY',
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
    imageOption,
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

/** ZenML's own rules for MySQL: user and database are mandatory, and so is the form of the database's name. */
function databaseUrlProblem(value: OptionValue): string | undefined {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined
  if (url?.protocol !== 'mysql:') return 'must look like mysql://user:password@host:3306/database'
  const database = url.pathname.slice(1)
  if (!url.hostname || !url.username)
    return 'must name a host and a user: mysql://user:password@host/database'
  if (['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
    return 'must name the database as the container reaches it: for this computer that is host.docker.internal'
  // https://github.com/zenml-io/zenml/blob/0.93.0/src/zenml/zen_stores/sql_zen_store.py
  if (!/^[^\\/?%*:|"<>.-]{1,64}$/.test(database))
    return 'must end with the name of the database, in which ZenML allows no "-" and no "."'
  return undefined
}
