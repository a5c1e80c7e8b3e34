/** The ways in which zen is hit in the middle of its work: the columns of the fault matrix. */
import type { Fault } from '../cloud/frame/faults.ts'

export type Verb = 'create' | 'delete'

/** What happens to zen while calls to the cloud have no answer yet. */
export type Stroke = 'kill-zen' | 'kill-engine' | 'interrupt'

export interface FaultKind {
  readonly id: string
  /** As a column is called. */
  readonly words: string
  readonly verbs: readonly Verb[]
  /** What becomes of a call that is hit. */
  readonly effect: Fault['effect']
  /** None: the cloud's answer is all that goes wrong. */
  readonly stroke?: Stroke
  /** How zen ends: its exit code, `null` when it was killed, and the codes of its error. */
  readonly exit: number | null
  readonly codes: readonly string[]
}

const both: readonly Verb[] = ['create', 'delete']

export const faultKinds = {
  refused: {
    ...{ id: 'refused', words: 'refused', verbs: both, effect: 'fail' },
    ...{ exit: 1, codes: ['RESOURCE_FAILED'] },
  },
  unfinished: {
    ...{ id: 'unfinished', words: 'made, answered with an error', verbs: ['create'], effect: 'unfinished' },
    ...{ exit: 1, codes: ['RESOURCE_FAILED'] },
  },
  lost: {
    ...{ id: 'lost', words: 'done, but the answer was lost', verbs: both, effect: 'lost' },
    ...{ exit: 1, codes: ['RESOURCE_FAILED'] },
  },
  killed: {
    ...{ id: 'killed', words: 'under way when zen was killed (-9)', verbs: both, effect: 'hang-after' },
    ...{ stroke: 'kill-zen', exit: null, codes: [] },
  },
  interrupted: {
    ...{ id: 'interrupted', words: 'under way at Ctrl-C', verbs: both, effect: 'slow' },
    ...{ stroke: 'interrupt', exit: 130, codes: ['INTERRUPTED'] },
  },
  'engine-killed': {
    ...{
      id: 'engine-killed',
      words: 'under way when the engine was killed',
      verbs: both,
      effect: 'hang-after',
    },
    ...{ stroke: 'kill-engine', exit: 1, codes: ['ENGINE_DIED'] },
  },
} as const satisfies Readonly<Record<string, FaultKind>>

export type FaultKindId = keyof typeof faultKinds
