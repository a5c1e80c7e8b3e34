/**
 * What a cloud does around a cluster: addresses for load balancers, volumes for claims. A process of the cluster,
 * which also says when the cluster is ready.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ClusterApi, clusterApi } from './api.ts'
import { assignLoadBalancers } from './load-balancers.ts'
import { listAt, textAt } from './object-fields.ts'
import { createStorageClasses, provideVolumes } from './volumes.ts'

const POLL_MS = 300
const START_POLL_MS = 100

const { DIR: directory = '', NODE: node = '', LOAD_BALANCERS: pool = '', LEAVES_BALANCERS } = process.env
const api = await clusterApi(directory, node)

await createStorageClasses(api)
await until(() => isNodeReady(api))
await until(() => hasDefaultAccount(api))
await until(resolvesNames)
await writeFile(join(directory, 'ready'), '')

for (;;) {
  if (!LEAVES_BALANCERS) await attempt(() => assignLoadBalancers(api, pool))
  await attempt(() => provideVolumes(api, directory))
  await delay(POLL_MS)
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue().catch(() => false))) await delay(START_POLL_MS)
}

async function isNodeReady(api: ClusterApi): Promise<boolean> {
  const conditions = listAt(await api.get('/api/v1/nodes/node1'), 'status', 'conditions')
  return conditions.some((it) => textAt(it, 'type') === 'Ready' && textAt(it, 'status') === 'True')
}

/** Without it no pod is accepted. */
async function hasDefaultAccount(api: ClusterApi): Promise<boolean> {
  await api.get('/api/v1/namespaces/default/serviceaccounts/default')
  return true
}

async function resolvesNames(): Promise<boolean> {
  return (await fetch('http://127.0.0.1:8181/ready')).ok
}

/** Somebody else may have changed or removed the object meanwhile: the next round sees. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    process.stdout.write(`${error}\n`)
  }
}
