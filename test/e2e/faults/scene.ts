/** A computer and an account, in which one deployment is made, hit, and taken away. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { simulatedCloud } from '../../cloud/cloud.ts'
import type { CloudFixture } from '../../cloud/fixture.ts'
import { listAt, textAt } from '../../cloud/frame/properties.ts'
import type { CloudObject } from '../../cloud/frame/view.ts'
import type { Thing } from '../../faults/copies.ts'
import { cloudComputer, destroyWords } from '../cloud/cloud-computer.ts'
import { type Scene as Before, smallWords } from '../cloud/conformance.ts'
import { type Computer, succeeded, zen } from '../zen-command.ts'
import { killAll } from './strike.ts'

export interface Scene extends Before {
  readonly deploy: readonly string[]
  readonly destroy: readonly string[]
}

const name = 'team'

/** Nothing in it takes time. */
export async function faultScene(fixture: CloudFixture): Promise<Scene> {
  const cloud = await simulatedCloud(fixture.settings)
  const { packages, administrator } = fixture
  const here = await cloudComputer(cloud, { packages, env: administrator })
  onTestFinished(() => killAll(here.home, /./))
  return {
    ...{ fixture, cloud, here },
    deploy: smallWords(fixture, name, '--no-connect'),
    destroy: destroyWords(name),
  }
}

/** Everything there is in the cloud and in its clusters, but for the furniture of accounts, and what is gone by now. */
export function objectsIn({ cloud, fixture }: Scene): readonly CloudObject[] {
  const { world } = cloud
  const places = [...fixture.packages, 'kubernetes'].flatMap((name) => world.store.places(name))
  const now = Date.now()
  return places
    .flatMap((place) => world.look(place).list())
    .filter(({ madeBy, phase, until = 0 }) => madeBy !== 'account' && !(phase === 'deleting' && until <= now))
}

/** What the state has of clouds and clusters; `undefined` when there is none. */
export async function stateOf({ here }: Scene): Promise<readonly Thing[] | undefined> {
  const resources = await resourcesInState(here)
  return resources?.flatMap((resource) => {
    const [type = '', id] = [textAt(resource, 'type'), textAt(resource, 'id')]
    return id === undefined || type.startsWith('pulumi:') ? [] : [{ type, id }]
  })
}

/** Types that the cloud removes with what they are part of: nobody asks for that. */
export async function typesThatGoAlong({ here }: Scene): Promise<readonly string[]> {
  const resources = (await resourcesInState(here)) ?? []
  return sorted(
    resources
      .filter((resource) => textAt(resource, 'deletedWith'))
      .map((resource) => textAt(resource, 'type') ?? ''),
  )
}

async function resourcesInState({ home }: Computer): Promise<readonly unknown[] | undefined> {
  const file = join(home, '.local/share/zen/state/.pulumi/stacks/zenml', `${name}.json`)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : listAt(JSON.parse(text), 'checkpoint.latest.resources')
}

/** Types of all that a deployment makes, as its preview says. */
export async function typesOf({ here, deploy }: Scene): Promise<readonly string[]> {
  const words = deploy.filter((word) => word !== '--yes')
  const { preview } = succeeded(await zen(here, [...words, '--preview']))
  return sorted(listAt(preview, 'resources').map((resource) => textAt(resource, 'type') ?? ''))
}

/** Each once. */
export function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}
