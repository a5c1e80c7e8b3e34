/** What the fake engine does besides when it stands in for one that deploys to a cluster. Rules: `README.md`. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Engine, Target } from '../../src/engine/engine.ts'
import type { ForgetPlan } from '../../src/engine/forgetting.ts'
import type { Forward, LiveFacts } from '../../src/engine/live.ts'
import { interrupted } from '../../src/errors/deployment.ts'
import { ZenError } from '../../src/errors/zen-error.ts'
import type { Spec } from '../../stacks/contract.ts'

/** A way to a server, as a test sees it. */
export interface FakeForward {
  readonly url: string
  readonly isOpen: () => boolean
  /** It ends by itself, as when the server's pod goes away. */
  readonly breakOff: (why: string) => void
}

/** What goes wrong with the cluster, until it is set back. */
export interface ClusterFaults {
  /** The cluster does not answer; it may be gone for good. */
  clusterSilent?: boolean
  /** `inspect` waits for its signal. */
  slowInspect?: boolean
  /** `destroy` is refused, whatever it passes over. */
  failAtDestroy?: boolean
  /** `forward` is refused. */
  forwardRefused?: boolean
}

/** What the cluster's half of the engine needs to know of the other half. */
export interface ClusterParts {
  readonly serverUrl: string
  readonly faults: ClusterFaults
  readonly live: { facts: Partial<LiveFacts> }
  readonly forwards: FakeForward[]
  /** Whether a server runs under that name, and with which spec. */
  readonly running: (name: string) => Spec | undefined
  /** Whatever its status. */
  readonly known: (name: string) => Spec | undefined
  readonly forget: (name: string) => Promise<void>
}

/** Where nobody listens: what an unexposed server says its address is. */
export const nowhere = 'http://127.0.0.1:1'

export const isUnexposed = ({ options }: Spec) => options['expose'] === 'none'

export const silence = 'The fake cluster does not answer.'

export function whereInCluster({ name, options }: Spec): string {
  return `context "${options['context'] ?? 'fake'}" (https://fake:6443), namespace ${name}`
}

export function clusterMethods(
  parts: ClusterParts,
): Required<Pick<Engine, 'settle' | 'inspect' | 'forward' | 'forgetting'>> {
  return {
    settle: async (target) => settled(target),
    inspect: (name, signal) => inspect(parts, name, signal),
    forward: (name, signal) => forward(parts, name, signal),
    forgetting: {
      plan: async (name) => planForgetting(parts, name),
      carryOut: (name) => parts.forget(name),
    },
  }
}

function settled({ spec, secrets }: Target): Target {
  return { spec: { ...spec, options: { context: 'fake', ...spec.options } }, secrets }
}

async function inspect(
  { faults, live, running }: ClusterParts,
  name: string,
  signal: AbortSignal,
): Promise<LiveFacts> {
  if (faults.slowInspect)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  const spec = running(name)
  if (faults.clusterSilent || signal.aborted) return { troubles: [silence] }
  if (!spec) return { troubles: [`There is nothing called "${name}" here.`] }
  const version = spec.options['server-version']
  return {
    where: whereInCluster(spec),
    replicas: { ready: 1, wanted: 1 },
    ...(version === undefined ? {} : { version: String(version) }),
    troubles: [],
    ...live.facts,
  }
}

function planForgetting({ known }: ClusterParts, name: string): ForgetPlan | undefined {
  const spec = known(name)
  if (!spec) return undefined
  const resources = [{ type: 'Server', name, action: 'delete' as const }]
  return { where: whereInCluster(spec), resources, left: [`Server ${name}`] }
}

async function forward(
  { serverUrl, faults, forwards, running }: ClusterParts,
  name: string,
  signal: AbortSignal,
): Promise<Forward | undefined> {
  const spec = running(name)
  if (!spec || faults.clusterSilent) throw refusal(silence)
  if (!isUnexposed(spec)) return undefined
  if (faults.forwardRefused) throw refusal('The fake cluster forwards nothing.')
  if (signal.aborted) throw interrupted(['Continue: run the same command again.'])
  const sockets = new Set<Socket>()
  const server = await proxyTo(serverUrl, sockets)
  let end = (_why: string) => {}
  const ended = new Promise<string>((resolve) => {
    end = resolve
  })
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  const url = `http://127.0.0.1:${portOf(server)}`
  forwards.push({
    url,
    isOpen: () => server.listening,
    breakOff: (why) => void close().then(() => end(why)),
  })
  return { url, ended, close }
}

async function proxyTo(url: string, sockets: Set<Socket>): Promise<Server> {
  const { hostname, port } = new URL(url)
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket
        .pipe(other)
        .on('error', () => undefined)
        .on('close', () => void socket.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The forward has no port.')
  return address.port
}

function refusal(message: string) {
  return new ZenError({ code: 'FAKE_FAULT', message, fix: ['Run the same command again.'] })
}
