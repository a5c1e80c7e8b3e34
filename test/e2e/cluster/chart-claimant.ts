/** Somebody who tries to become the owner of a server before its administrator does. */
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { TestCluster } from '../../cluster/cluster.ts'
import { listAt, textAt } from '../../cluster/object-fields.ts'
import { ask } from './chart-server.ts'

export interface Claimant {
  /** Ends it. The statuses with which servers answered, each once. */
  stop(): Promise<readonly number[]>
}

const PAUSE_MS = 50
const body = JSON.stringify({ admin_username: 'mallory', admin_password: 'Pass-word-1' })
const claim = { method: 'PUT', headers: { 'content-type': 'application/json' }, body }

/** Tries every pod of the namespace at its own address, which answers before any service leads to it. */
export function startClaiming({ api }: TestCluster, namespace: string): Claimant {
  const statuses = new Set<number>()
  const stopped = new AbortController()
  const addresses = async () => {
    const pods = listAt(await api.get(`/api/v1/namespaces/${namespace}/pods`), 'items')
    return pods.map((pod) => textAt(pod, 'status', 'podIP')).filter(Boolean)
  }
  const tryOnce = async (address: string) => {
    const answer = await ask(`http://${address}:8080`, '/activate', claim).catch(() => undefined)
    if (answer) statuses.add(answer.status)
  }
  const loop = async () => {
    while (!stopped.signal.aborted) {
      await Promise.all((await addresses().catch(() => [])).map(tryOnce))
      await delay(PAUSE_MS)
    }
  }
  const ended = loop()
  const stop = async () => {
    stopped.abort()
    await ended
    return [...statuses]
  }
  onTestFinished(async () => {
    await stop()
  })
  return { stop }
}
