import { setTimeout as delay } from 'node:timers/promises'
import type { TestCluster } from '../../cluster/cluster.ts'
import { processesOf } from './process-tree.ts'

/** Stops a program of the cluster, such as `kube-apiserver`, for so many milliseconds: nothing of it answers. */
export async function pauseProgram(cluster: TestCluster, name: string, milliseconds: number): Promise<void> {
  const [program] = (await processesOf(cluster.directory)).filter(({ words }) =>
    words.startsWith(`bin/${name} `),
  )
  if (!program) throw new Error(`${name} does not run in ${cluster.directory}`)
  process.kill(program.pid, 'SIGSTOP')
  try {
    await delay(milliseconds)
  } finally {
    process.kill(program.pid, 'SIGCONT')
  }
}
