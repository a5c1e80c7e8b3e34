/** A process of its own that starts a cluster, says where it is, and stays until it is killed. */
import { startCluster } from './cluster.ts'

const { directory, addresses } = await startCluster()
process.stdout.write(`${JSON.stringify({ directory, addresses })}\n`)
// Holds the process open for as long as nobody kills it.
setInterval(() => undefined, 60_000)
