/**
 * `npm run bench`: how quick and how small `zen` is, as quotients of things measured side by side in one run, so that
 * they mean the same on every computer. Ends with 1 when a budget is broken.
 *
 *     npm run bench                      everything; the servers take a few minutes, and so does the Kubernetes node
 *     npm run bench -- --quick           fewer rounds
 *     npm run bench -- --only "zen list" what begins with this, as often as wanted
 *     npm run bench -- --json            one JSON object
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type BudgetName, budgets } from './bench/budgets.ts'
import { measureClouds } from './bench/cloud-deployment.ts'
import { measureClusterDeployment } from './bench/cluster-deployment.ts'
import { measureLightCommands } from './bench/light-commands.ts'
import type { Measurement } from './bench/measurement.ts'
import { verdictOn, verdictText } from './bench/report.ts'
import { measureServers } from './bench/servers.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
})

const servers: readonly BudgetName[] = ['zen show of a server, time', 'zen up, time', 'zen down, time']
const onCluster: readonly BudgetName[] = ['zen deploy on a cluster, time', 'zen deploy on a cluster, memory']
const inClouds: readonly BudgetName[] = [
  'zen deploy in a cloud, time',
  'zen deploy in a cloud, memory',
  'zen deploy in a cloud, makespan',
]
const rounds = values.quick
  ? { light: 8, servers: 1, cluster: 1, clouds: 1 }
  : { light: 30, servers: 3, cluster: 3, clouds: 5 }

if (!existsSync('dist/main.js')) throw new Error('zen is not built: npm run build')
const unknown = values.only.filter((start) => !Object.keys(budgets).some((name) => name.startsWith(start)))
if (unknown.length > 0)
  throw new Error(`there is no measurement ${unknown}, only ${Object.keys(budgets).join('; ')}`)

const verdicts = (await measureAll(interruption())).map(verdictOn)
if (values.json) console.log(JSON.stringify({ verdicts }))
else for (const verdict of verdicts) console.log(verdictText(verdict))
if (verdicts.some(({ isKept }) => !isKept)) process.exitCode = 1

function isWanted(name: BudgetName): boolean {
  return values.only.length === 0 || values.only.some((start) => name.startsWith(start))
}

async function measureAll(signal: AbortSignal): Promise<readonly Measurement[]> {
  const light = await measureLightCommands({ rounds: rounds.light, isWanted, signal })
  const more = [
    ...(servers.some(isWanted) ? await measureServers({ rounds: rounds.servers, signal }) : []),
    ...(onCluster.some(isWanted) ? await measureClusterDeployment({ rounds: rounds.cluster, signal }) : []),
    ...(inClouds.some(isWanted) ? await measureClouds({ rounds: rounds.clouds, signal }) : []),
  ]
  return [...light, ...more.filter(({ name }) => isWanted(name))]
}

/** Ctrl-C reaches the measured command too, which fails; then all that was started is stopped and removed. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => controller.abort(new Error('interrupted')))
  }
  return controller.signal
}
