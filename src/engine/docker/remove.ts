/** Taking containers and volumes away. What is gone already is no failure. */
import { inspectContainer, volumeExists } from './container.ts'
import type { Docker } from './docker-command.ts'

/** Stops the server in its own way first, so that its database is whole. */
export async function removeContainer(docker: Docker, container: string, signal: AbortSignal): Promise<void> {
  const subject = { what: `remove the container ${container}`, container }
  try {
    await docker.run(['stop', container], { subject, signal })
    await docker.run(['rm', '--force', container], { subject, signal })
  } catch (error) {
    if (await inspectContainer(docker, container, signal)) throw error
  }
}

export async function removeVolume(docker: Docker, volume: string, signal: AbortSignal): Promise<void> {
  try {
    const subject = { what: `remove the volume ${volume}`, volume }
    await docker.run(['volume', 'rm', volume], { subject, signal })
  } catch (error) {
    if (await volumeExists(docker, volume, signal)) throw error
  }
}
