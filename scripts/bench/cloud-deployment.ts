/** A deployment in each simulated cloud: zen beside a bare Automation API, and beside its own critical path. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type SimulatedCloud, simulatedCloud } from '../../test/cloud/cloud.ts'
import type { CloudFixture } from '../../test/cloud/fixture.ts'
import { cloudFixtures } from '../../test/cloud/fixtures.ts'
import { dependenciesIn, timelineOf } from '../../test/cloud/timeline.ts'
import { type CloudComputer, cloudComputer, deployWords } from '../../test/e2e/cloud/cloud-computer.ts'
import { takeAway } from '../../test/test-end.ts'
import { type BareDeployments, bareDeployments } from './bare-deployments.ts'
import { onCloud } from './cloud-command.ts'
import { zen } from './computer.ts'
import type { Measurement } from './measurement.ts'
import { peakMemoryOfTree } from './process-memory.ts'
import { type Command, timeOf } from './run-process.ts'
import { quotientOf, type Round } from './statistics.ts'

export interface CloudOptions {
  readonly rounds: number
  readonly signal: AbortSignal
}

/** What the computers of a small team can spare for a tool that runs beside everything else. */
const SPARE_BYTES = 400 * 1024 ** 2
/** What a minute of the cloud takes here: so long that what this computer does besides is next to nothing. */
const MINUTE_MS = 4_000
const name = 'bench'

/** @throws Error when a command fails */
export async function measureClouds(options: CloudOptions): Promise<readonly Measurement[]> {
  const measured: Measurement[] = []
  for (const fixture of await cloudFixtures()) measured.push(...(await measureCloud(fixture, options)))
  return measured
}

async function measureCloud(fixture: CloudFixture, { rounds, signal }: CloudOptions) {
  const [times, memory]: [Round[], Round[]] = [[], []]
  const bare = await bareDeployments()
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    signal.throwIfAborted()
    const { milliseconds, bytes, baseline } = await deployBoth(fixture, bare)
    if (round === 0) continue
    times.push({ subject: milliseconds, baseline })
    memory.push({ subject: bytes, baseline: SPARE_BYTES })
  }
  await bare.remove()
  const of = fixture.provider
  return [
    { name: 'zen deploy in a cloud, time', of, unit: 'milliseconds', quotient: quotientOf(times) },
    { name: 'zen deploy in a cloud, memory', of, unit: 'bytes', quotient: quotientOf(memory) },
    {
      name: 'zen deploy in a cloud, makespan',
      of,
      unit: 'minutes',
      quotient: quotientOf([await span(fixture)]),
    },
  ] satisfies readonly Measurement[]
}

/** In an empty cloud each, in which nothing takes time. */
async function deployBoth(fixture: CloudFixture, bare: BareDeployments) {
  try {
    const ours = await surroundings(fixture)
    const measured = await peakMemoryOfTree(ours.deploy)
    const theirs = await surroundings(fixture)
    const command = await bare.command(stateOf(ours.here), { ...theirs, packages: fixture.packages })
    return { ...measured, baseline: await timeOf(command) }
  } finally {
    await takeAway()
  }
}

/** From the first call that changes something to the end of the last, and what it could have been at best. */
async function span(fixture: CloudFixture): Promise<Round> {
  try {
    const { cloud, here, deploy } = await surroundings(fixture, MINUTE_MS)
    await timeOf(deploy)
    const { checkpoint } = JSON.parse(await readFile(stateOf(here), 'utf8'))
    const dependencies = dependenciesIn({ deployment: checkpoint.latest })
    const { makespan, criticalPath } = timelineOf(cloud.journal(), dependencies)
    return { subject: makespan, baseline: criticalPath }
  } finally {
    await takeAway()
  }
}

interface Surroundings {
  readonly cloud: SimulatedCloud
  readonly here: CloudComputer
  readonly deploy: Command
}

async function surroundings(fixture: CloudFixture, minuteMs = 0): Promise<Surroundings> {
  const { provider, packages, settings, administrator, flags } = fixture
  const cloud = await simulatedCloud({ ...settings, minuteMs })
  const here = await cloudComputer(cloud, { packages, env: administrator })
  return { cloud, here, deploy: onCloud(here, zen(here, ...deployWords(provider, name, ...flags))) }
}

/** Where Pulumi keeps the state of the deployment. */
function stateOf({ home }: CloudComputer): string {
  return join(home, '.local/share/zen/state/.pulumi/stacks/zenml', `${name}.json`)
}
