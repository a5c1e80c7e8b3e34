/** Why a release is not ready, for the message of a failed test. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestCluster } from '../../cluster/cluster.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'

/** Warnings of the namespace's objects, and the end of every container's log. */
export async function whatPodsSay({ api, directory }: TestCluster, namespace: string): Promise<string> {
  const events = listAt(await api.get(`/api/v1/namespaces/${namespace}/events`), 'items')
  const warnings = events.filter((event) => textAt(event, 'type') === 'Warning')
  const sentences = warnings.map((event) => {
    return `${textAt(event, 'involvedObject', 'name')}: ${textAt(event, 'message')}`
  })
  return [...sentences, ...(await logs(join(directory, 'podlogs'), `${namespace}_`))].join('\n')
}

const LAST_LINES = 20

async function logs(directory: string, prefix: string): Promise<readonly string[]> {
  const files = await readdir(directory, { recursive: true }).catch(() => [])
  const own = files.filter((file) => file.startsWith(prefix) && file.endsWith('.log'))
  return Promise.all(
    own.map(async (file) => {
      const lines = (await readFile(join(directory, file), 'utf8')).split('\n')
      return `--- ${file}\n${lines.slice(-LAST_LINES).join('\n')}`
    }),
  )
}
