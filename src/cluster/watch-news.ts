/** What people are told while a release comes up: each thing once. */
import type { EngineListener } from '../engine/engine.ts'
import type { ClusterEvent, Snapshot } from './snapshot.ts'
import type { Trouble } from './trouble.ts'
import { stateOf, stepOf } from './watch-steps.ts'

/** Said all the time at every start, or again in what the pods' states say. */
const noise = new Set([
  'Unhealthy',
  'BackOff',
  'FailedToUpdateEndpoint',
  'FailedToUpdateEndpointSlices',
  'DNSConfigForming',
])

export interface News {
  tell(snapshot: Snapshot): void
  /** A trouble that may pass. */
  warn(trouble: Trouble): void
  /** A line of the migration. */
  migration(line: string): void
  /** The cluster can't be asked, or can again. */
  silence(isSilent: boolean): void
}

export function newsFor(listener: EngineListener): News {
  const told = new Set<string>()
  const once = (key: string, say: () => void) => {
    if (told.has(key)) return
    told.add(key)
    say()
  }
  let step = ''
  let wasSilent = false
  return {
    tell: (snapshot) => {
      for (const pod of snapshot.pods) {
        const state = stateOf(pod)
        once(`${pod.uid} ${state}`, () => listener({ kind: 'detail', text: `Pod ${pod.name} ${state}` }))
      }
      for (const event of snapshot.events.filter(isNews)) {
        once(`${event.about} ${event.reason}`, () => listener({ kind: 'detail', text: sentenceOf(event) }))
      }
      const next = stepOf(snapshot)
      if (next === undefined || next === step) return
      step = next
      listener({ kind: 'step', text: step })
    },
    warn: (trouble) => {
      const { message, foreign } = trouble.error('')
      const text = [message, foreign?.split('\n')[0]].filter(Boolean).join(' ')
      once(`warn ${trouble.key}`, () => listener({ kind: 'warning', text }))
    },
    migration: (line) => {
      if (line.trim() !== '') listener({ kind: 'detail', text: line })
    },
    silence: (isSilent) => {
      if (isSilent === wasSilent) return
      wasSilent = isSilent
      if (isSilent) listener({ kind: 'warning', text: 'The cluster does not answer. Waiting for it.' })
      else listener({ kind: 'detail', text: 'The cluster answers again.' })
    },
  }
}

function isNews({ isWarning, reason }: ClusterEvent): boolean {
  return isWarning && !noise.has(reason)
}

function sentenceOf({ kind, name, reason, message }: ClusterEvent): string {
  return `${kind} ${name}: ${reason}: ${message.trim()}`
}
