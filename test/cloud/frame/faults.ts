/** What goes wrong on purpose: `faults.json` in the cloud's folder, read again at each call. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Call, CallVerb } from './call.ts'
import { ProviderError, Refusal } from './cloud-error.ts'
import type { World } from './world.ts'

export interface Fault {
  /** Tells its calls from those of an equal fault. */
  readonly id?: string
  /** `aws:ec2/vpc:Vpc`; `*` stands for any letters, here and in `name`. Any type, where it is absent. */
  readonly type?: string
  /** The resource's name in the program. */
  readonly name?: string
  readonly verb?: CallVerb
  /** Only at the so-manieth call that fits, from 1. */
  readonly nth?: number
  /**
   * `fail`: refused, nothing is done. `unfinished`: done, and answered as a failure that names what was made. `lost`:
   * done, and answered as if nothing had been. `hang`, `crash`: no answer, the process stays or ends, nothing is done;
   * `hang-after`, `crash-after`: the same once the cloud has begun. `throttle`: refused `times` times. `slow`: takes
   * `minutes` longer.
   */
  readonly effect:
    | 'fail'
    | 'unfinished'
    | 'lost'
    | 'hang'
    | 'hang-after'
    | 'crash'
    | 'crash-after'
    | 'throttle'
    | 'slow'
  /**
   * What the cloud says, with the `code`; without one, all that the provider says. Without both it says `TestFault`,
   * which nobody takes for something that passes.
   */
  readonly text?: string
  readonly code?: string
  readonly minutes?: number
  /** @default 100, more than the provider bears with */
  readonly times?: number
  /**
   * Its calls wait, before anything is done (`fail`) or once the cloud has begun (the others), until the fault is taken
   * out of the file: so that a test sees what is under way at the same time, and decides when it goes on.
   */
  readonly held?: true
}

/** A fault that has hit a call. */
export interface Hit extends Fault {
  /** Waits as long as it is held. */
  readonly released: () => Promise<void>
}

const POLL_MS = 20

/** The fault that hits this call, if any. */
export function faultAt(world: World, call: Call): Hit | undefined {
  const fitting = readFaults(world.folder).filter((fault) => fits(fault, call))
  const found = fitting.find((fault) => {
    const { nth, ...rest } = fault
    const count = world.store.count(`fault ${JSON.stringify({ ...rest, nth })}`)
    return nth === undefined || count === nth
  })
  return found && { ...found, released: () => released(world.folder, found) }
}

async function released(folder: string, { id, held }: Fault): Promise<void> {
  if (!held) return
  while (readFaults(folder).some((fault) => fault.id === id)) await delay(POLL_MS)
}

function readFaults(folder: string): readonly Fault[] {
  let text: string
  try {
    text = readFileSync(join(folder, 'faults.json'), 'utf8')
  } catch {
    return []
  }
  return JSON.parse(text)
}

function fits(fault: Fault, call: Call): boolean {
  const { type, name, verb } = fault
  return (verb === undefined || verb === call.verb) && likeAny(type, call.type) && likeAny(name, call.name)
}

function likeAny(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || like(pattern, text)
}

/** Whether the text fits a pattern in which `*` stands for any letters. */
export function like(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(text)
}

/** Before anything is done. @throws when the call shall fail; does not return when it shall hang */
export async function meetBefore(fault: Hit | undefined): Promise<void> {
  if (fault?.effect === 'fail') {
    await fault.released()
    throw errorOf(fault)
  }
  if (fault?.effect === 'hang') await forever()
  if (fault?.effect === 'crash') crash()
}

/** Once the cloud has begun. */
export async function meetAccepted(fault: Hit | undefined): Promise<void> {
  if (fault && fault.effect !== 'fail') await fault.released()
  if (fault?.effect === 'hang-after') await forever()
  if (fault?.effect === 'crash-after') crash()
}

/** When all is done. @returns how to answer in place of success: whether what was made is named, and why */
export function ending(
  fault: Fault | undefined,
): { readonly named: boolean; readonly reason: ProviderError | Refusal } | undefined {
  if (fault?.effect !== 'unfinished' && fault?.effect !== 'lost') return undefined
  return { named: fault.effect === 'unfinished', reason: errorOf(fault) }
}

function errorOf({ code, text }: Fault): ProviderError | Refusal {
  if (text !== undefined && code === undefined) return new ProviderError(text)
  return new Refusal(code ?? 'TestFault', text ?? 'A fault that a test asked for.')
}

/** The engine waits as long as it likes; our process stays for it, whoever else goes. */
async function forever(): Promise<never> {
  for (;;) await delay(3_600_000)
}

function crash(): never {
  process.exit(70)
}
