/** Which boxes a picture of a deployment has, and what is written in them. */
import type { DeploymentPart } from '../../stacks/contract.ts'
import { kindWords, wrapped } from '../deployment/kinds.ts'
import { busyTime, isDone, isOf } from '../deployment/timeline.ts'
import { duration } from '../words/duration.ts'
import type { Box } from './boxes.ts'
import { type Report, resourcesIn, worksIn } from './report.ts'

const titles: Readonly<Record<DeploymentPart, string>> = {
  network: 'Network',
  cluster: 'Kubernetes cluster',
  database: 'Database',
  server: 'ZenML server',
}

/** The place, and in it what is there: a network around a cluster and a database, the server in the cluster. */
export function boxesOf(report: Report): Box {
  const { where = report.provider } = report
  const server = [{ ...partBox(report, 'server'), ...serverWords(report) }]
  const cluster = around(report, 'cluster', server)
  const database = has(report, 'database') ? [{ ...partBox(report, 'database'), share: 0.55 }] : []
  const inside = around(report, 'network', [...cluster, ...database])
  return { look: 'place', title: where, lines: [], inside }
}

function serverWords({ server }: Report): Partial<Box> {
  if (!server) return {}
  const { url, version } = server
  return {
    title: `ZenML ${version}`,
    note: url === undefined ? 'inside its cluster only' : new URL(url).host,
  }
}

/** Nothing is drawn around what is in nothing of ours. */
function around(report: Report, part: DeploymentPart, inside: readonly Box[]): readonly Box[] {
  return has(report, part) ? [{ ...partBox(report, part), inside }] : inside
}

function has(report: Report, part: DeploymentPart): boolean {
  return resourcesIn(report, part).length > 0
}

/** Letters of a line in it. */
const letters: Readonly<Record<DeploymentPart, number>> = {
  network: 100,
  cluster: 58,
  database: 30,
  server: 52,
}
/** Kinds of resources that are named. */
const MOST_KINDS = 8

function partBox(report: Report, part: DeploymentPart): Box {
  const [resources, works] = [resourcesIn(report, part), worksIn(report, part)]
  const time = busyTime(works, report.at.getTime())
  const count = resources.length === 1 ? '1 resource' : `${resources.length} resources`
  return {
    look: `${part} ${stateOf(report, part)}`,
    title: titles[part],
    note: time < 1000 ? count : `${count}, ${duration(Math.round(time / 1000))}`,
    lines: wrapped(kindWords(resources, works, MOST_KINDS), letters[part]),
  }
}

/** As classes of the page. */
function stateOf(report: Report, part: DeploymentPart): string {
  const works = worksIn(report, part)
  if (report.status === 'planned') return 'planned'
  if (works.some(({ failed }) => failed)) return 'failed'
  const missing = resourcesIn(report, part).filter(
    (resource) => resource.action !== 'same' && !works.some((work) => isDone(work) && isOf(work, resource)),
  )
  return report.status === 'failed' && missing.length > 0 ? 'planned' : 'made'
}
