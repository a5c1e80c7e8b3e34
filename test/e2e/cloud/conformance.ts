/** What the stories of the conformance suite share: a cloud, people at their computers, and what must be true of it. */
import { expect } from 'vitest'
import { type SimulatedCloud, simulatedCloud } from '../../cloud/cloud.ts'
import type { CloudFixture } from '../../cloud/fixture.ts'
import { type Computer, succeeded, zen } from '../zen-command.ts'
import {
  type CloudComputer,
  type CloudComputerOptions,
  cloudComputer,
  deployWords,
  destroyWords,
} from './cloud-computer.ts'

export interface Scene {
  readonly fixture: CloudFixture
  readonly cloud: SimulatedCloud
  /** The administrator's. */
  readonly here: CloudComputer
}

type SceneOptions = Pick<CloudComputerOptions, 'hasClient' | 'realServers'>

/** An account with nothing in it, and a computer in front of it. */
export async function scene(fixture: CloudFixture, options: SceneOptions = {}): Promise<Scene> {
  const cloud = await simulatedCloud(fixture.settings)
  const { packages, administrator } = fixture
  return { fixture, cloud, here: await cloudComputer(cloud, { packages, env: administrator, ...options }) }
}

/** The words of a small deployment. @param flags more of them */
export function smallWords({ provider, flags }: CloudFixture, name: string, ...more: readonly string[]) {
  return deployWords(provider, name, ...flags, ...more)
}

/** Makes a small deployment, or changes it. @returns the JSON result */
export async function deployed({ fixture, here }: Scene, name: string, ...flags: readonly string[]) {
  return succeeded(await zen(here, smallWords(fixture, name, ...flags)))
}

export async function shown(here: Computer, name: string) {
  return succeeded(await zen(here, ['show', name, '--json']))
}

/** Takes a deployment away with its data. */
export async function destroyed({ here }: Scene, name: string): Promise<void> {
  const result = succeeded(await zen(here, destroyWords(name)))
  expect(result).toMatchObject({ ok: true, destroyed: [name], left: [] })
}

export function expectNothingBilled({ fixture, cloud }: Scene): void {
  expect(fixture.billed(cloud)).toEqual([])
}
