/**
 * A real Kubernetes cluster of one node for a test file. It lives in its own namespaces and dies with the process
 * that started it. See `README.md`.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { toolchainBinary } from '../../scripts/toolchain/binary.ts'
import { cacheDirectory } from '../zenml/cache.ts'
import { type AddressPlan, addressPlan, lockFileOf, slots } from './address-plan.ts'
import { type ClusterApi, clusterApi } from './api.ts'
import { configurationFiles } from './configuration.ts'
import { writeProgramImage } from './program-image.ts'
import { registryPath } from './registry-path.ts'
import { clusterObstacle, nodePrograms, systemPath } from './requirements.ts'

const run = promisify(execFile)

export interface TestCluster {
  /** Absolute path; its one context is called `zen-test` and may do everything. */
  readonly kubeconfig: string
  readonly addresses: AddressPlan
  /** Folder of the cluster. Logs of its programs are in `log/`. */
  readonly directory: string
  readonly api: ClusterApi
  /** Makes an image known under this name to every pod. @param layout folder of an OCI layout */
  push(layout: string, name: string): Promise<void>
  /** Invents host names that pods resolve, in place of those before. */
  setHosts(addressByName: Readonly<Record<string, string>>): Promise<void>
  stop(): Promise<void>
}

const TAKEN = 75
const START_TIMEOUT_MS = 120_000
const POLL_MS = 50
const here = dirname(fileURLToPath(import.meta.url))
const standIn = fileURLToPath(new URL('stand-in.ts', import.meta.url))

export interface ClusterWishes {
  /** Slots to try, in this order. @default all */
  readonly places?: readonly number[]
  /** Somebody else gives services of type LoadBalancer their addresses. @default false */
  readonly leavesBalancers?: boolean
}

/**
 * @throws an error that says what is missing on this machine, or what the cluster's programs said.
 */
export async function startCluster({
  places = slots,
  leavesBalancers = false,
}: ClusterWishes = {}): Promise<TestCluster> {
  const obstacle = clusterObstacle()
  if (obstacle) throw new Error(`No cluster can run here: ${obstacle}`)
  const programs = new Map<string, string>()
  for (const name of nodePrograms) programs.set(name, await toolchainBinary(name))
  for (const slot of places) {
    const cluster = await startInSlot(placeOf(slot, leavesBalancers), programs)
    if (cluster) return cluster
  }
  throw new Error('All places for a cluster are taken.')
}

/** `undefined` when somebody else has the slot. */
async function startInSlot(
  place: Place,
  programs: ReadonlyMap<string, string>,
): Promise<TestCluster | undefined> {
  const child = await lockedProcess(place)
  if (!child) return undefined
  try {
    await layOut(place, programs)
    child.stdin?.end('go\n')
    await untilReady(child, place.directory)
    return await testCluster(place, child)
  } catch (error) {
    await stop(place, child)
    throw error
  }
}

interface Place {
  readonly directory: string
  readonly lockFile: string
  readonly addresses: AddressPlan
  readonly env: Readonly<Record<string, string>>
}

function placeOf(slot: number, leavesBalancers: boolean): Place {
  const addresses = addressPlan(slot)
  // Unix sockets lie in it, whose paths may have 107 letters.
  const directory = join(cacheDirectory(), 'cluster', String(slot))
  const env = {
    ...{ DIR: directory, HERE: here, NODE_PROGRAM: process.execPath, STAND_IN: standIn, PATH: systemPath() },
    ...{ NODE: addresses.node, MACHINE: addresses.machine, LINK: addresses.linkName },
    ...{ PODS: addresses.pods, SERVICES: addresses.services, LOAD_BALANCERS: addresses.loadBalancers },
    ...(leavesBalancers ? { LEAVES_BALANCERS: 'true' } : {}),
  }
  return { directory, lockFile: lockFileOf(slot), addresses, env }
}

/** Everything that the cluster's process expects in its folder. */
async function layOut({ directory, addresses }: Place, programs: ReadonlyMap<string, string>): Promise<void> {
  const bin = join(directory, 'bin')
  // A killed run's would be taken for this one's.
  await rm(join(directory, 'ready'), { force: true })
  await rm(bin, { recursive: true, force: true })
  await mkdir(bin, { recursive: true })
  for (const [name, path] of programs) await symlink(path, join(bin, name))
  await writeProgramImage(join(directory, 'pause'), programs.get('pause') ?? '')
  for (const [file, content] of Object.entries(configurationFiles(directory, addresses))) {
    await mkdir(dirname(join(directory, file)), { recursive: true })
    await writeFile(join(directory, file), content)
  }
}

/**
 * The process that becomes the cluster, once it has the lock of its slot; `undefined` when somebody else has it. The
 * kernel kills it when this process ends, however that happens, and everything in its namespaces with it.
 */
async function lockedProcess({ directory, lockFile, env }: Place): Promise<ChildProcess | undefined> {
  await mkdir(directory, { recursive: true })
  const lock = ['--nonblock', '--conflict-exit-code', String(TAKEN), '--no-fork', lockFile]
  const script = ['bash', join(here, 'outside.sh'), 'up']
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'flock', ...lock, ...script], {
    env: { ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== TAKEN) throw new Error(`The cluster's process ended with exit code ${code}`)
    return undefined
  })
  return Promise.race([ended, once(child.stdout, 'data').then(() => child)])
}

async function untilReady(child: ChildProcess, directory: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!existsSync(join(directory, 'ready'))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      const words = await readFile(join(directory, 'log', 'init.log'), 'utf8').catch(() => '')
      throw new Error(`The cluster did not start, see ${join(directory, 'log')}\n${words}`)
    }
    await delay(POLL_MS)
  }
}

async function testCluster(place: Place, child: ChildProcess): Promise<TestCluster> {
  const { directory, addresses } = place
  const api = await clusterApi(directory, addresses.node)
  return {
    kubeconfig: join(directory, 'kubeconfig'),
    addresses,
    directory,
    api,
    push: async (layout, name) => {
      const target = `${addresses.node}:5000/${registryPath(name)}`
      await run(join(directory, 'bin', 'crane'), ['push', '--insecure', layout, target])
    },
    setHosts: (addressByName) => {
      const lines = Object.entries(addressByName).map(([name, address]) => `${address} ${name}\n`)
      return writeFile(join(directory, 'hosts'), lines.join(''))
    },
    stop: async () => {
      api.close()
      await stop(place, child)
    },
  }
}

async function stop({ lockFile, env }: Place, child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  // The last process of the cluster lets go of the lock.
  await run('flock', [lockFile, 'bash', join(here, 'outside.sh'), 'down'], { env: { ...env } })
}
