/** Taking containers and volumes away. What is gone already is no failure. */
import { inspectContainer, volumeExists } from './container.ts'
import type { Docker } from './docker-command.ts'

/** Stops the server in its own way first, so that its database is whole. */
export async function removeContainer(docker: Docker, container: string, signal: AbortSignal): Promise<void> {
  const options = { subject: { what: `remove the container ${container}`, container }, signal }
  try {
    // One that can't be stopped, because it is stopped or dead, can still be removed.
    await docker.run(['stop', container], options).catch((error: unknown) => {
      if (signal.aborted) throw error
    })
    await docker.run(['rm', '--force', container], options)
  } catch (error) {
    if (signal.aborted || (await inspectContainer(docker, container))) throw error
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
