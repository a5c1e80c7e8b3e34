/**
 * The volume with the database. Docker gives a new volume to root when the image has no folder at that place, and
 * the server, which is not root, then dies at its start. So the folder is handed to the server's user before: by
 * copying an empty folder with that owner into the container that is not started yet. This needs no shell in the
 * image and works on a Docker that is far away.
 */
import type { Docker } from './docker-command.ts'
import { labelArguments, labels } from './names.ts'
import { folderArchive } from './tar.ts'
import { dataFolder } from './wanted-container.ts'

export async function createVolume(
  docker: Docker,
  volume: string,
  deployment: string,
  signal: AbortSignal,
): Promise<void> {
  const marks = labelArguments({ [labels.deployment]: deployment, [labels.provider]: 'docker' })
  await docker.run(['volume', 'create', ...marks, volume], {
    subject: { what: `make the volume ${volume}`, volume },
    signal,
  })
}

/** Makes the volume of this container, which is not running, writable for the image's user. */
export async function handOverVolume(
  docker: Docker,
  container: string,
  user: string,
  signal: AbortSignal,
): Promise<void> {
  const owner = await ownerOf(docker, container, user, signal)
  // Not `cp --archive`: daemons before 23 look the user up on their own computer and fail.
  await docker.run(['cp', '-', `${container}:${dataFolder.parent}`], {
    subject: { what: 'make the volume writable for the server', container },
    input: folderArchive(dataFolder.name, owner),
    signal,
  })
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

/** Numbers of the image's user: as they are written in the image, or looked up in its `/etc/passwd`. */
async function ownerOf(docker: Docker, container: string, user: string, signal: AbortSignal): Promise<Owner> {
  const [name = '', group] = user.split(':')
  if (name === '') return { uid: 0, gid: 0 }
  if (/^\d+$/.test(name))
    return { uid: Number(name), gid: /^\d+$/.test(group ?? '') ? Number(group) : Number(name) }
  // A tar archive; the text of the only file in it is as readable as if it were alone.
  const archive = await docker.run(['cp', `${container}:/etc/passwd`, '-'], {
    subject: { what: 'read the users of the image', container },
    signal,
  })
  return ownerIn(archive, name)
}

/** @param passwd lines of https://man7.org/linux/man-pages/man5/passwd.5.html, with other text around them. */
export function ownerIn(passwd: string, name: string): Owner {
  const line = passwd
    .split(/[\n\0]/)
    .map((text) => text.split(':'))
    .find(([entry]) => entry === name)
  return { uid: Number(line?.[2] ?? 0), gid: Number(line?.[3] ?? 0) }
}
