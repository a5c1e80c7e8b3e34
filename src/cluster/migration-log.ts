/** The log of a release's migrations, as it is written. */
import type { Cluster } from './cluster.ts'
import { MIGRATE } from './names.ts'
import { growingLog } from './pod-log.ts'
import type { Snapshot } from './snapshot.ts'

export interface MigrationLog {
  /** Starts to read the log of every migration that began since. */
  follow(snapshot: Snapshot): void
  /** Resolves when nothing is read any more. */
  ended(): Promise<void>
}

export function migrationLog(
  cluster: Cluster,
  say: (line: string) => void,
  signal: AbortSignal,
): MigrationLog {
  const followed = new Map<string, Promise<void>>()
  const read = async (pod: string) => {
    for await (const line of growingLog(cluster, { pod, container: MIGRATE }, signal)) say(line)
  }
  return {
    follow: ({ pods }) => {
      for (const { uid, name, containers } of pods) {
        const migration = containers.find((it) => it.name === MIGRATE && it.state === 'running')
        const run = `${uid} ${migration?.restarts}`
        if (!migration || followed.has(run)) continue
        // It is told for people's eyes only: nobody needs to know that it broke off.
        followed.set(
          run,
          read(name).catch(() => undefined),
        )
      }
    },
    ended: async () => {
      await Promise.all(followed.values())
    },
  }
}
