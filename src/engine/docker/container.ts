/** Containers and images as Docker describes them. Everything it says is parsed here, nothing is trusted further on. */
import { ZenError } from '../../errors/zen-error.ts'
import type { Docker } from './docker-command.ts'
import { labels } from './names.ts'

/** What zen wants to know about a container. */
export interface Container {
  readonly name: string
  /** `created`, `running`, `restarting`, `paused`, `exited` or `dead`. */
  readonly state: string
  readonly exitCode: number
  readonly outOfMemory: boolean
  /** How often its restart policy has started it again. */
  readonly restarts: number
  readonly startedAt: string
  readonly labels: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  /** Ports of its computer that it asked for. */
  readonly ports: readonly number[]
}

/** The container of that name, or `undefined`. */
export async function inspectContainer(
  docker: Docker,
  name: string,
  signal?: AbortSignal,
): Promise<Container | undefined> {
  const text = await unlessMissing(
    docker.run(['container', 'inspect', name], {
      subject: { what: 'describe the container', container: name },
      ...(signal ? { signal } : {}),
    }),
  )
  return text === undefined ? undefined : toContainer(name, firstOf(text))
}

/** Whether zen made it. */
export function isOurs(container: Container): boolean {
  return container.labels[labels.deployment] !== undefined
}

/** Id and user of an image that this Docker has, or `undefined`. */
export async function inspectImage(
  docker: Docker,
  image: string,
  signal?: AbortSignal,
): Promise<{ readonly id: string; readonly user: string } | undefined> {
  const text = await unlessMissing(
    docker.run(['image', 'inspect', image], {
      subject: { what: 'describe the image' },
      ...(signal ? { signal } : {}),
    }),
  )
  if (text === undefined) return undefined
  const found = firstOf(text)
  return { id: textOf(found, 'Id'), user: textOf(part(found, 'Config'), 'User') }
}

/** Whether there is a volume of that name. */
export async function volumeExists(docker: Docker, volume: string, signal?: AbortSignal): Promise<boolean> {
  const text = await unlessMissing(
    docker.run(['volume', 'inspect', volume], {
      subject: { what: 'describe the volume', volume },
      ...(signal ? { signal } : {}),
    }),
  )
  return text !== undefined
}

/** Docker has no code for "there is none", only words. */
async function unlessMissing(answer: Promise<string>): Promise<string | undefined> {
  try {
    return await answer
  } catch (error) {
    const missing = error instanceof ZenError && error.code === 'DOCKER_REFUSED'
    if (missing && /no such|not found/i.test(error.foreign ?? '')) return undefined
    throw error
  }
}

function toContainer(name: string, found: unknown): Container {
  const [state, config] = [part(found, 'State'), part(found, 'Config')]
  return {
    name,
    state: textOf(state, 'Status'),
    exitCode: Number(part(state, 'ExitCode') ?? 0),
    outOfMemory: part(state, 'OOMKilled') === true,
    restarts: Number(part(found, 'RestartCount') ?? 0),
    startedAt: textOf(state, 'StartedAt'),
    labels: texts(part(config, 'Labels')),
    environment: variables(part(config, 'Env')),
    ports: hostPorts(part(part(found, 'HostConfig'), 'PortBindings')),
  }
}

function firstOf(text: string): unknown {
  const found: unknown = JSON.parse(text)
  return Array.isArray(found) ? found[0] : undefined
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

function textOf(value: unknown, name: string): string {
  const found = part(value, name)
  return typeof found === 'string' ? found : ''
}

/** @param bindings by port of the container: `{"8080/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8238"}]}` */
function hostPorts(bindings: unknown): readonly number[] {
  if (typeof bindings !== 'object' || bindings === null) return []
  return Object.values(bindings)
    .flat()
    .map((binding) => Number(textOf(binding, 'HostPort')))
}

function texts(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
}

function variables(value: unknown): Readonly<Record<string, string>> {
  if (!Array.isArray(value)) return {}
  return Object.fromEntries(
    value.map((line: unknown) => {
      const [name = '', ...rest] = String(line).split('=')
      return [name, rest.join('=')]
    }),
  )
}
