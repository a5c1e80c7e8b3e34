/** The tiers of the tests, and what each needs of the machine. A tier is a project of `vitest.config.ts`. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterObstacle } from '../test/cluster/requirements.ts'
import { mountRefusal } from '../test/e2e/disk/mount-refusal.ts'
import { toolchainObstacle } from './toolchain/binary.ts'

export interface Tier {
  readonly id: string
  readonly what: string
  /** Why it can't run here, or `undefined`. */
  readonly obstacle: () => string | undefined
  /** Runs only when it is asked for by name, because what it needs takes long to make. */
  readonly onDemand?: true
  /** What a person types to make it run. */
  readonly remedy: string
  /** Programs of the toolchain, or sets of them, that are built first where they are nowhere. */
  readonly programs?: readonly string[]
}

/** The port at which names are asked for. */
const NAMES = 53

const installTools = 'npm run test:install   (Debian and Ubuntu, as root)'
const cloudRemedy = `${installTools}, as root on Linux, and Go (https://go.dev/dl), which builds the engine in some minutes, the first time`

export const tiers: readonly Tier[] = [
  { id: 'unit', what: 'everything without outside programs', obstacle: () => undefined, remedy: '' },
  {
    id: 'shells',
    what: 'completion in the real bash, zsh and fish',
    obstacle: () => missing(['bash', 'zsh', 'fish']),
    remedy: installTools,
  },
  {
    id: 'disk',
    what: 'full and read-only disks, mounted for one process alone',
    obstacle: () => mountRefusal(),
    remedy: `${installTools}, on Linux with the right to mount`,
  },
  {
    id: 'local',
    what: 'the local provider with the real ZenML server and clients from PyPI',
    obstacle: () => missing(['python3']) ?? withoutVenv(),
    remedy: installTools,
  },
  {
    id: 'docker',
    what: 'the docker provider with a real Docker daemon',
    obstacle: () =>
      missing(['docker', 'python3', 'mariadbd', 'apt-get']) ?? withoutCompose() ?? withoutDaemon(),
    remedy: installTools,
  },
  {
    id: 'engine',
    what: 'the real Pulumi engine, with a cluster that is a folder',
    obstacle: () => toolchainObstacle(['pulumi']),
    remedy: 'install Go: https://go.dev/dl   (the engine takes some minutes to build, the first time)',
  },
  {
    id: 'toolchain',
    what: 'building a program from its Go module',
    obstacle: () => missing(['go']),
    remedy: 'install Go: https://go.dev/dl',
  },
  {
    id: 'cloud',
    what: 'the built zen and the real Pulumi engine on simulated clouds',
    obstacle: () => missing(['mariadbd']) ?? cloudObstacle(),
    remedy: cloudRemedy,
    programs: ['engine'],
  },
  {
    id: 'faults',
    what: 'deployments in simulated clouds, hit at every type in every way',
    onDemand: true,
    obstacle: () => cloudObstacle(),
    remedy: cloudRemedy,
    programs: ['engine'],
  },
  {
    id: 'cluster',
    what: 'a real Kubernetes node, and the chart on it',
    onDemand: true,
    obstacle: () => missing(['python3', 'mariadbd', 'apt-get']) ?? clusterObstacle(),
    remedy: 'npm run toolchain -- cluster   (half an hour the first time; Linux, root)',
    programs: ['all'],
  },
  {
    id: 'chart',
    what: 'the chart rendered by the real Helm, and its migration against a real MariaDB',
    obstacle: () => missing(['python3', 'mariadbd']) ?? withoutHelm(),
    remedy: `${installTools}, and Go (https://go.dev/dl) or Helm 3.20`,
    programs: ['chart'],
  },
  {
    id: 'browser',
    what: 'the dashboard in a real browser',
    obstacle: () => missing(['chromium', 'python3']) ?? withoutVenv(),
    remedy: installTools,
  },
]

function missing(programs: readonly string[]): string | undefined {
  const absent = programs.filter((program) => !isOnPath(program))
  return absent.length === 0 ? undefined : `not installed: ${absent.join(', ')}`
}

/** What the built zen needs to use a simulated cloud. */
function cloudObstacle(): string | undefined {
  return missing(['openssl']) ?? toolchainObstacle(['pulumi']) ?? mountRefusal() ?? portRefusal()
}

function isOnPath(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin']
  return folders.some((folder) => existsSync(join(folder, program)))
}

function succeeds(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', cwd: tmpdir() }).status === 0
}

function withoutVenv(): string | undefined {
  return succeeds('python3', '-c', 'import venv, ensurepip') ? undefined : 'python3 lacks the module venv'
}

/** Public addresses of simulated clouds are those of this computer, with the ports of the web. */
function portRefusal(): string | undefined {
  const file = '/proc/sys/net/ipv4/ip_unprivileged_port_start'
  const isOpen = process.getuid?.() === 0 || (existsSync(file) && Number(readFileSync(file, 'utf8')) <= NAMES)
  return isOpen ? undefined : 'needs the right to listen at ports 53, 80 and 443'
}

/** A Helm that is missing is built. */
function withoutHelm(): string | undefined {
  return isOnPath('helm') || isOnPath('go') ? undefined : 'neither Helm nor Go is installed'
}

function withoutCompose(): string | undefined {
  return isOnPath('docker-compose') || succeeds('docker', 'compose', 'version')
    ? undefined
    : 'Docker Compose is not installed'
}

/** A daemon that answers will do; as root the tests start one of their own. */
function withoutDaemon(): string | undefined {
  if (succeeds('docker', 'version')) return undefined
  if (process.getuid?.() === 0 && isOnPath('dockerd')) return undefined
  return 'no Docker daemon answers, and only root can start one'
}
