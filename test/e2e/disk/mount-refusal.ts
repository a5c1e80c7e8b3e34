import { spawnSync } from 'node:child_process'

const isRoot = process.getuid?.() === 0
/** Arguments of unshare(1) for a mount namespace. */
export const unshare = ['--mount', ...(isRoot ? [] : ['--map-root-user'])] as const

/** Why this computer lets no process have a file system of its own, or `undefined`. */
export function mountRefusal(): string | undefined {
  const { error, status, stderr } = spawnSync('unshare', [
    ...unshare,
    'mount',
    '-t',
    'tmpfs',
    'tmpfs',
    '/mnt',
  ])
  if (error) return `needs unshare(1), of Linux: ${error.message}`
  return status === 0 ? undefined : `needs the right to mount: ${stderr}`
}
