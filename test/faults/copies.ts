/** Whether anything is there twice, or otherwise than the state has it. */
import type { JournalCall } from '../cloud/frame/journal.ts'
import type { CloudObject } from '../cloud/frame/view.ts'

export type Thing = Pick<CloudObject, 'type' | 'id'>

/** Of things that programs make, not clusters. */
type Made = Pick<CloudObject, 'type' | 'id' | 'madeBy'>

/** Types of which there are more things than the program ever asked for by different names. */
export function copiesSoFar(objects: readonly Made[], journal: readonly JournalCall[]): readonly string[] {
  const asked = journal.filter(({ verb }) => verb === 'create')
  return [...new Set(asked.map(({ type }) => type))].flatMap((type) => {
    const names = new Set(asked.filter((call) => call.type === type).map(({ urn }) => urn))
    const there = made(objects).filter((object) => object.type === type)
    return there.length > names.size
      ? [`${type}: ${there.length} for ${names.size}: ${there.map(({ id }) => id).join(', ')}`]
      : []
  })
}

/** In the end each thing that a program made is in the state once, and the other way round. */
export function differences(objects: readonly Made[], state: readonly Thing[]): readonly string[] {
  const [there, known] = [made(objects).map(nameOf), state.map(nameOf)]
  return [
    ...there.filter((name) => !known.includes(name)).map((name) => `nobody knows of ${name}`),
    ...known.filter((name) => !there.includes(name)).map((name) => `there is no ${name}`),
    ...known.filter((name, at) => known.indexOf(name) !== at).map((name) => `the state has ${name} twice`),
  ]
}

function made(objects: readonly Made[]): readonly Made[] {
  return objects.filter(({ madeBy }) => madeBy === 'pulumi')
}

function nameOf({ type, id }: Thing): string {
  return `${type} ${id}`
}
