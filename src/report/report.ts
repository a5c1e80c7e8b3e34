/** What a report tells. */
import type { DeploymentPart, Estimate } from '../../stacks/contract.ts'
import type { PricedChoice } from '../deployment/priced-choices.ts'
import type { Work } from '../deployment/timeline.ts'
import type { ResourceChange } from '../engine/engine.ts'

export interface Report {
  readonly name: string
  /** What people call the provider: `AWS`. */
  readonly provider: string
  /** `AWS account 111111111111 in eu-west-1`; missing where that was not found out. */
  readonly where?: string
  readonly status: 'running' | 'failed' | 'planned'
  readonly at: Date
  /** Of the whole command. */
  readonly durationSeconds?: number
  /** What was done, or would be. */
  readonly resources: readonly ResourceChange[]
  readonly works: readonly Work[]
  readonly estimate?: Estimate
  readonly choices: readonly PricedChoice[]
  readonly server?: ReportedServer
  readonly failure?: ReportedFailure
  /** What does the same again. */
  readonly command: string
  readonly next: readonly NextStep[]
}

export interface ReportedServer {
  /** Missing where nothing leads to it from outside its cluster. */
  readonly url?: string
  readonly username: string
  readonly database: string
  /** Of ZenML. */
  readonly version: string
}

export interface ReportedFailure {
  readonly message: string
  readonly fix: readonly string[]
  /** The other program's own words. */
  readonly foreign?: string
}

export interface NextStep {
  /** What it is for: `See the login`. */
  readonly what: string
  readonly command: string
}

/** The parts that are there, in the order in which people read them. */
export function partsOfReport(report: Report): readonly DeploymentPart[] {
  return (['network', 'cluster', 'database', 'server'] as const).filter(
    (part) => resourcesIn(report, part).length > 0,
  )
}

export function resourcesIn({ resources }: Report, wanted: DeploymentPart): readonly ResourceChange[] {
  return resources.filter(({ part = whole }) => part === wanted)
}

export function worksIn({ works }: Report, wanted: DeploymentPart): readonly Work[] {
  return works.filter(({ resource: { part = whole } }) => part === wanted)
}

/** Where a deployment has no parts, all of it is the server. */
const whole: DeploymentPart = 'server'
