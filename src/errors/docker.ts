/** Catalogue: Docker, its images, containers and volumes. */
import { exitCodes, ZenError } from './zen-error.ts'

export function dockerNotInstalled() {
  return new ZenError({
    code: 'DOCKER_NOT_INSTALLED',
    message: 'Neither docker nor podman is on the PATH.',
    fix: [
      'Install Docker: https://docs.docker.com/get-docker/',
      'Or do without it: zen deploy --provider local',
    ],
  })
}

export function dockerNotRunning(foreign: string) {
  return new ZenError({
    code: 'DOCKER_NOT_RUNNING',
    message: 'The Docker daemon does not answer.',
    fix: [
      'Start it: open Docker Desktop, or run: sudo systemctl start docker',
      'If it runs elsewhere, name it with --docker-host.',
    ],
    foreign,
  })
}

export function dockerForbidden(foreign: string) {
  return new ZenError({
    code: 'DOCKER_FORBIDDEN',
    message: 'You may not talk to the Docker daemon.',
    fix: ['Join its group, then log in again: sudo usermod -aG docker "$USER"'],
    foreign,
  })
}

export function dockerTooOld(foreign: string) {
  return new ZenError({
    code: 'DOCKER_TOO_OLD',
    message: 'The docker command and the Docker daemon are too far apart in version to work together.',
    fix: ['Bring the older of the two up to date, see: docker version'],
    foreign,
  })
}

export function portTaken(port: number, foreign?: string) {
  return new ZenError({
    code: 'PORT_IN_USE',
    message: `Port ${port} is already in use.`,
    fix: [`Choose another one, for example: --port ${port + 1}`],
    details: { port },
    ...(foreign === undefined ? {} : { foreign }),
  })
}

export function hostNotHere(host: string, foreign: string) {
  return new ZenError({
    code: 'HOST_NOT_HERE',
    message: `${host} is no address of the computer that Docker runs on.`,
    fix: ['Use --host 127.0.0.1 for this computer only, or --host 0.0.0.0 for all addresses.'],
    details: { host },
    foreign,
  })
}

export function hostOnlyThere(computer: string) {
  return new ZenError({
    code: 'HOST_OUT_OF_REACH',
    message: `Docker runs on ${computer}; a server on that computer's own loopback address can't be reached from here.`,
    fix: ['Publish it to the network: --host 0.0.0.0, or an address of that computer.'],
    exit: exitCodes.usage,
    details: { computer },
  })
}

export function containerNameTaken(container: string, foreign?: string) {
  return new ZenError({
    code: 'CONTAINER_NAME_TAKEN',
    message: `There is a container called ${container} that zen did not make.`,
    fix: [
      'Choose another name for the deployment: --name NAME',
      `Or remove it: docker rm --force ${container}`,
    ],
    details: { container },
    ...(foreign === undefined ? {} : { foreign }),
  })
}

export function containerCrashed(
  container: string,
  { exitCode, outOfMemory, log }: { exitCode: number; outOfMemory: boolean; log: string },
) {
  return new ZenError({
    code: outOfMemory ? 'OUT_OF_MEMORY' : 'CONTAINER_CRASHED',
    message: outOfMemory
      ? `The server in ${container} was ended because it ran out of memory.`
      : `The server in ${container} ended by itself with exit code ${exitCode}.`,
    fix: outOfMemory
      ? ['Give Docker at least 1 GB of memory, then run the same command again.']
      : ['See its last words below.', 'When the reason is gone, run the same command again.'],
    details: { container, exitCode },
    foreign: log,
  })
}

export function serverNotReady(container: string, seconds: number, log: string) {
  return new ZenError({
    code: 'SERVER_NOT_READY',
    message: `The server in ${container} was not ready after ${seconds} seconds.`,
    fix: ['It keeps running: wait for it with the same command.', 'See what it does: zen logs --follow'],
    details: { container, seconds },
    foreign: log,
  })
}

export function containerMissing(name: string) {
  return new ZenError({
    code: 'CONTAINER_MISSING',
    message: `The container of "${name}" is gone.`,
    fix: [
      `Make it again, with the same data: zen deploy ${name}`,
      `Or forget the deployment: zen destroy ${name}`,
    ],
    details: { name },
  })
}

export function deploymentElsewhere(name: string, where: string, wanted: string) {
  return new ZenError({
    code: 'DEPLOYMENT_ELSEWHERE',
    message: `The deployment "${name}" is in ${where}, not in ${wanted}.`,
    fix: [`Destroy it first: zen destroy ${name}`, 'Or choose another name: --name NAME'],
    details: { name },
  })
}

export function databasePasswordMissing() {
  return new ZenError({
    code: 'DATABASE_PASSWORD_MISSING',
    message: 'The database has a user but no password, which ZenML does not accept.',
    fix: ['Put it in ZEN_DATABASE_PASSWORD, or name a file that holds it: --database-password-file FILE'],
    exit: exitCodes.usage,
  })
}

export function encryptionKeyFixed(name: string) {
  return new ZenError({
    code: 'ENCRYPTION_KEY_FIXED',
    message: `"${name}" has another encryption key already, and what it encrypted could not be read with a new one.`,
    fix: ['Leave ZEN_ENCRYPTION_KEY and --encryption-key-file away.'],
    exit: exitCodes.usage,
    details: { name },
  })
}

export function secretNotWritable(variable: string) {
  return new ZenError({
    code: 'SECRET_NOT_WRITABLE',
    message: `The value for ${variable} can't be written to an environment file: it holds a line break, a backslash, a dollar sign before a brace, or a single quote beside other special letters.`,
    fix: ['Choose another password.'],
    exit: exitCodes.usage,
    details: { variable },
  })
}

export function diskFull(foreign: string) {
  return new ZenError({
    code: 'DISK_FULL',
    message: 'The disk that Docker keeps its images and volumes on is full.',
    fix: ['See what takes the space: docker system df', 'Remove what nothing uses: docker system prune'],
    foreign,
  })
}

export function volumeInUse(volume: string, foreign: string) {
  return new ZenError({
    code: 'VOLUME_IN_USE',
    message: `The volume ${volume} is used by another container.`,
    fix: [`See which: docker ps --all --filter volume=${volume}`],
    details: { volume },
    foreign,
  })
}

/** Anything Docker says that has no sentence of its own. */
export function dockerRefused(what: string, foreign: string) {
  return new ZenError({
    code: 'DOCKER_REFUSED',
    message: `Docker could not ${what}.`,
    fix: ["Docker's own words are below. When the reason is gone, run the same command again."],
    foreign,
  })
}
