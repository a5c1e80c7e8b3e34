import { ZenError } from '../../errors/zen-error.ts'
import type { EngineListener } from '../engine.ts'
import { inspectImage } from './container.ts'
import type { Docker } from './docker-command.ts'

export interface Image {
  readonly id: string
  /** User that the server runs as, as the image's maker wrote it: `1000:1000`, `zenml`, or nothing for root. */
  readonly user: string
}

/**
 * The image, fetched from its registry when this Docker does not have it.
 * @throws ZenError `IMAGE_NOT_FOUND`, `IMAGE_FORBIDDEN`, `REGISTRY_UNREACHABLE`, `REGISTRY_BUSY`, `WRONG_ARCHITECTURE`
 */
export async function ensureImage(
  docker: Docker,
  name: string,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<Image> {
  const present = await inspectImage(docker, name, signal)
  if (present) return present
  listener({ kind: 'step', text: `Pulling ${name}` })
  await pull(docker, name, listener, signal)
  const pulled = await inspectImage(docker, name, signal)
  if (!pulled) throw new Error(`Docker pulled ${name} and does not have it.`)
  return pulled
}

async function pull(
  docker: Docker,
  image: string,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pullFor([], docker, image, listener, signal)
  } catch (error) {
    // The official image is for amd64 only; Docker Desktop on other processors can emulate it.
    if (!(error instanceof ZenError) || error.code !== 'WRONG_ARCHITECTURE') throw error
    listener({ kind: 'warning', text: `${image} is for another processor: it will be emulated, and slow.` })
    await pullFor(['--platform', 'linux/amd64'], docker, image, listener, signal)
  }
}

async function pullFor(
  platform: readonly string[],
  docker: Docker,
  image: string,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<void> {
  const layers = layerCounter()
  await docker.run(['pull', ...platform, image], {
    subject: { what: `pull ${image}`, image, pulls: true },
    signal,
    onLine: (line) => {
      const progress = layers(line)
      if (progress) listener({ kind: 'step', text: `Pulling ${image} (${progress})` })
    },
  })
}

/** Reads the lines of `docker pull` and says how far it is: `3 of 12 layers`. */
export function layerCounter(): (line: string) => string | undefined {
  const layers = new Map<string, boolean>()
  return (line) => {
    const [, layer, state] = /^([0-9a-f]{12}): (.+)$/.exec(line.trim()) ?? []
    if (layer === undefined || state === undefined) return undefined
    layers.set(layer, layers.get(layer) || /^(Pull complete|Already exists)/.test(state))
    const done = [...layers.values()].filter(Boolean).length
    return `${done} of ${layers.size} layers`
  }
}
