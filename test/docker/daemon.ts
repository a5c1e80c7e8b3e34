/**
 * A real Docker for a test file: the one that is running on this computer, or else a private one that lives and
 * dies with the tests.
 */
import { type ChildProcess, spawn as spawnProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import spawn from 'nano-spawn'
import { cacheDirectory } from '../zenml/cache.ts'

export interface TestDocker {
  /** Environment for commands that shall use it. */
  readonly env: Readonly<Record<string, string>>
  /** Runs the docker command and returns its standard output. */
  docker(...args: readonly string[]): Promise<string>
  /** Address of this computer as a container reaches it; known for a private daemon only. */
  readonly gateway?: string
  stop(): Promise<void>
}

const SLOTS = [0, 1, 2, 3, 4, 5, 6, 7]
const TAKEN = 75
const START_TIMEOUT_MS = 60_000

/**
 * Why no test can have a Docker here, or `undefined` when it can.
 * A private daemon needs Linux, root, and Debian's packages docker.io, iproute2 and util-linux (or equal).
 */
async function dockerProblem(): Promise<string | undefined> {
  if (await answers(plainEnvironment())) return undefined
  if (process.platform !== 'linux') return 'no Docker daemon answers: start Docker Desktop'
  for (const program of ['docker', 'dockerd', 'ip', 'flock', 'unshare', 'setpriv']) {
    const found = await spawn('sh', ['-c', `command -v ${program}`], { env: plainEnvironment() }).catch(
      () => undefined,
    )
    if (!found)
      return `no Docker daemon answers, and a private one needs ${program}: apt-get install docker.io`
  }
  return process.getuid?.() === 0
    ? undefined
    : 'no Docker daemon answers, and only root can start a private one'
}

/** @throws an error that says what is missing on this computer. */
export async function startDocker(): Promise<TestDocker> {
  const env = plainEnvironment()
  if (await answers(env)) return testDocker(env, { stop: async () => undefined })
  const problem = await dockerProblem()
  if (problem) throw new Error(problem)
  for (const slot of SLOTS) {
    const daemon = await startPrivate(slot)
    if (daemon) return daemon
  }
  throw new Error('All places for a private Docker daemon are taken.')
}

/** With the folders of system programs, which not everybody's PATH has. */
function plainEnvironment(): Record<string, string> {
  const named = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return { ...Object.fromEntries(named), PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` }
}

async function answers(env: Readonly<Record<string, string>>): Promise<boolean> {
  return spawn('docker', ['version', '--format', '{{.Server.Version}}'], { env, timeout: 5_000 }).then(
    () => true,
    () => false,
  )
}

function testDocker(
  env: Readonly<Record<string, string>>,
  rest: Pick<TestDocker, 'stop' | 'gateway'>,
): TestDocker {
  const docker = async (...args: readonly string[]) => (await spawn('docker', args, { env })).stdout
  return { env, docker, ...rest }
}

/**
 * Starts a daemon in its own mount and process namespaces: whatever ends the outer process, even a KILL to the
 * test, ends the daemon, its containers and its mounts. It has its own bridge and leaves the firewall alone (the
 * userland proxy publishes the ports), so that it is in nobody's way. The lock of the slot goes with the processes
 * that inherit it. Images stay in the slot's folder for the next run.
 */
const script = `
mkdir -p "$DIR" && cd "$DIR" && rm -rf pid exec docker.sock
echo locked
ip link show "$BRIDGE" >/dev/null 2>&1 || ip link add "$BRIDGE" type bridge
ip address replace "$GATEWAY/24" dev "$BRIDGE" && ip link set "$BRIDGE" up
trap 'kill -KILL "$child"' TERM
setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child=KILL --mount-proc --propagation private \\
  dockerd --data-root "$DIR/root" --exec-root "$DIR/exec" --host "unix://$DIR/docker.sock" --pidfile "$DIR/pid" \\
  --bridge "$BRIDGE" --iptables=false --ip6tables=false --ip-masq=false >"$DIR/log" 2>&1 </dev/null &
child=$!
wait "$child"; wait "$child"
ip link delete "$BRIDGE"
`

/** `undefined` when somebody else has the slot. */
async function startPrivate(slot: number): Promise<TestDocker | undefined> {
  const directory = join(cacheDirectory(), 'dockerd', String(slot))
  await mkdir(directory, { recursive: true })
  const gateway = `172.30.${240 + slot}.1`
  const variables = { DIR: directory, BRIDGE: `zendock${slot}`, GATEWAY: gateway }
  const lock = [
    'flock',
    '--nonblock',
    '--conflict-exit-code',
    String(TAKEN),
    '--no-fork',
    `${directory}.lock`,
  ]
  const child = spawnProcess('setpriv', ['--pdeathsig', 'KILL', ...lock, 'sh', '-c', script], {
    env: { ...plainEnvironment(), ...variables },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  if (!(await hasLock(child))) return undefined
  const env = { ...plainEnvironment(), DOCKER_HOST: `unix://${directory}/docker.sock` }
  await untilUp(child, env, directory)
  const daemon = testDocker(env, { gateway, stop: () => stop(child) })
  await removeLeftovers(daemon)
  return daemon
}

/** The script says so before it starts anything; the socket of a slot that somebody else has must not be tried. */
async function hasLock(child: ChildProcess): Promise<boolean> {
  return Promise.race([
    ...(child.stdout ? [once(child.stdout, 'data').then(() => true)] : []),
    once(child, 'exit').then(([exitCode]) => {
      if (exitCode !== TAKEN)
        throw new Error(`A private Docker daemon can't be started: exit code ${exitCode}`)
      return false
    }),
  ])
}

async function untilUp(
  child: ChildProcess,
  env: Readonly<Record<string, string>>,
  directory: string,
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await answers(env))) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`The private Docker daemon does not answer, see ${join(directory, 'log')}`)
    await delay(50)
  }
}

/** What a killed run left in the slot's folder. */
async function removeLeftovers({ docker }: TestDocker): Promise<void> {
  const containers = (await docker('ps', '--all', '--quiet')).split('\n').filter(Boolean)
  if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers)
  const volumes = (await docker('volume', 'ls', '--quiet')).split('\n').filter(Boolean)
  if (volumes.length > 0) await docker('volume', 'rm', '--force', ...volumes)
  await docker('network', 'prune', '--force')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
