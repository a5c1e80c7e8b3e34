/** What an operation is told that takes a deployment away, or a part of it. Serialisable: it crosses processes. */
import type { DataFate } from '../../../stacks/program-contract.ts'
import { fieldOf, isRecord, listOf, textOf, textsIn } from './json-fields.ts'

/** Something that is there, and that no state knows of. */
export interface Found {
  readonly urn: string
  readonly type: string
  /** As its provider imports it. */
  readonly id: string
}

/** What is changed in the state before the engine looks at it. */
export interface StateEdit {
  /** Is there, and becomes known. */
  readonly adopt: readonly Found[]
  /** URNs of what can't be asked any more, and is no longer known. */
  readonly forget: readonly string[]
  /** URNs of what may be gone: the engine asks. */
  readonly doubt: readonly string[]
  /** URNs of what the engine may remove from now on. */
  readonly release: readonly string[]
  /** URNs of what the engine must not remove from now on. */
  readonly guard: readonly string[]
  /** What the last snapshot is called, when nothing else is left. */
  readonly snapshot?: string
}

export const noEdit: StateEdit = { adopt: [], forget: [], doubt: [], release: [], guard: [] }

export interface Removal {
  /** What the program is asked to leave. */
  readonly leaving?: DataFate
  /** URNs: nothing else is changed or removed, but for what depends on them when they are removed. */
  readonly only?: readonly string[]
  /** URNs of what stays. */
  readonly except?: readonly string[]
  /** When something refuses, everything else is gone on with. */
  readonly isPatient?: true
  readonly edit?: StateEdit
}

/** @returns `undefined` when it is none */
export function toRemoval(value: unknown): Removal | undefined {
  if (!isRecord(value)) return undefined
  const leaving = (['keep', 'snapshot', 'delete'] as const).find((one) => one === fieldOf(value, 'leaving'))
  const edit = fieldOf(value, 'edit')
  return {
    ...(leaving ? { leaving } : {}),
    ...('only' in value ? { only: textsIn(value, 'only') } : {}),
    ...('except' in value ? { except: textsIn(value, 'except') } : {}),
    ...(fieldOf(value, 'isPatient') === true ? { isPatient: true as const } : {}),
    ...(isRecord(edit) ? { edit: toEdit(edit) } : {}),
  }
}

function toEdit(value: unknown): StateEdit {
  const snapshot = textOf(value, 'snapshot')
  return {
    ...(snapshot === undefined ? {} : { snapshot }),
    adopt: listOf(value, 'adopt').flatMap(toFound),
    forget: textsIn(value, 'forget'),
    doubt: textsIn(value, 'doubt'),
    release: textsIn(value, 'release'),
    guard: textsIn(value, 'guard'),
  }
}

function toFound(value: unknown): readonly Found[] {
  const [urn, type, id] = [textOf(value, 'urn'), textOf(value, 'type'), textOf(value, 'id')]
  if (urn === undefined || type === undefined || id === undefined) return []
  return [{ urn, type, id }]
}
