/** One attempt of a chain: zen, hit at every type that is left, or let go. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { type Attack, callsHit, callsWaiting, faultsAt, typesLeft } from '../../faults/chain.ts'
import { processesOf } from '../cluster/process-tree.ts'
import { type Ran, type Running, startZen } from '../zen-command.ts'
import type { Scene } from './scene.ts'
import { strike } from './strike.ts'

export interface Attempt extends Ran {
  /** Types at which it was hit. */
  readonly hit: readonly string[]
  /** Names, in the program, of the resources that were hit. */
  readonly names: readonly string[]
}

/** So long nothing new is asked of the cloud when all that can be under way is. */
const QUIET_MS = 500
const POLL_MS = 50

/** @param words of zen @param types which are to be hit */
export async function attempt(
  scene: Scene,
  attack: Attack,
  words: readonly string[],
  types: readonly string[],
): Promise<Attempt> {
  const { cloud, here } = scene
  const before = callsHit(cloud.journal(), attack).length
  const arm = () => cloud.fail(...faultsAt(attack, typesLeft(types, cloud.journal(), attack)))
  arm()
  const running = startZen(here, words)
  let isStruck = false
  while (await isWaiting(scene, attack, running)) {
    if (attack.kind.stroke && !isStruck) await strike(attack.kind.stroke, scene, running)
    isStruck = true
    arm()
  }
  const ran = await running.ended
  cloud.fail()
  await expect.poll(() => processesOf(here.home), { timeout: 20_000 }).toEqual([])
  const hits = callsHit(cloud.journal(), attack).slice(before)
  return { ...ran, hit: hits.map(({ type }) => type), names: hits.map(({ name }) => name) }
}

/** Until calls wait and nothing else goes on; `false` when zen has ended. */
async function isWaiting({ cloud }: Scene, attack: Attack, { ended }: Running): Promise<boolean> {
  let isOver = false
  void ended.finally(() => {
    isOver = true
  })
  const journal = join(cloud.folder, 'journal.ndjson')
  const sizeNow = () =>
    stat(journal).then(
      ({ size }) => size,
      () => 0,
    )
  let [size, since] = [await sizeNow(), Date.now()]
  for (;;) {
    await delay(POLL_MS)
    if (isOver) return false
    const now = await sizeNow()
    if (now !== size) [size, since] = [now, Date.now()]
    else if (Date.now() - since > QUIET_MS) {
      if (callsWaiting(cloud.journal(), attack).length > 0) return true
      since = Date.now()
    }
  }
}
