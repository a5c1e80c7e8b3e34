/** One attempt of a chain: zen, hit at every type that is left, or let go. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { JournalCall } from '../../cloud/frame/journal.ts'
import { type Attack, callsHit, faultsAt, typesLeft } from '../../faults/chain.ts'
import { type Ran, type Running, startZen } from '../zen-command.ts'
import type { Scene } from './scene.ts'
import { nobodyLeft, strike } from './strike.ts'

export interface Attempt extends Ran {
  /** Types at which it was hit. */
  readonly hit: readonly string[]
  /** Names, in the program, of the resources that were hit. */
  readonly names: readonly string[]
}

/** So long nothing new is asked of the cloud when all that can be under way is. */
const QUIET_MS = 500
const POLL_MS = 50

interface Trial {
  readonly attack: Attack
  /** Of zen. */
  readonly words: readonly string[]
  /** Which are to be hit, unless they were. */
  readonly types: readonly string[]
  /** Waits until a worker that lost its zen gives up by itself, which takes a minute. */
  readonly isPatient?: boolean
}

export async function attempt(
  scene: Scene,
  { attack, words, types, isPatient = false }: Trial,
): Promise<Attempt> {
  const { cloud, here } = scene
  const before = callsHit(cloud.journal(), attack).length
  const hits = () => callsHit(cloud.journal(), attack).slice(before)
  const arm = () => cloud.fail(...faultsAt(attack, typesLeft(types, cloud.journal(), attack)))
  arm()
  const running = startZen(here, words)
  let isStruck = false
  while (await isWaiting(cloud.folder, hits, running)) {
    if (attack.kind.stroke && !isStruck) await strike(attack.kind.stroke, here.home, running, isPatient)
    isStruck = true
    arm()
  }
  const ran = await running.ended
  cloud.fail()
  await nobodyLeft(here.home)
  return { ...ran, hit: hits().map(({ type }) => type), names: hits().map(({ name }) => name) }
}

/** Until calls that were hit wait and nothing else goes on; `false` when zen has ended. */
async function isWaiting(
  folder: string,
  hits: () => readonly JournalCall[],
  { ended }: Running,
): Promise<boolean> {
  let isOver = false
  void ended.finally(() => {
    isOver = true
  })
  let [size, since] = [await sizeOfJournal(folder), Date.now()]
  for (;;) {
    await delay(POLL_MS)
    if (isOver) return false
    const now = await sizeOfJournal(folder)
    if (now !== size) [size, since] = [now, Date.now()]
    else if (Date.now() - since > QUIET_MS) {
      if (hits().some(({ ended }) => ended === undefined)) return true
      since = Date.now()
    }
  }
}

async function sizeOfJournal(folder: string): Promise<number> {
  return stat(join(folder, 'journal.ndjson')).then(
    ({ size }) => size,
    () => 0,
  )
}
