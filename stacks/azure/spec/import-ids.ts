/** Ids by which the provider imports resources: paths that their own names make up. */
import { armId, groupId } from './ids.ts'
import { groupType, kinds, roleAssignmentType } from './kinds.ts'

type Inputs = Readonly<Record<string, unknown>>

/** @param subscription id @returns `undefined` where a name is missing */
export function importIdIn(subscription: string, type: string, inputs: Inputs): string | undefined {
  if (type === roleAssignmentType) {
    const [scope, name] = textsOf(inputs, ['scope', 'roleAssignmentName']) ?? []
    return scope && name && `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`
  }
  const [group = ''] = textsOf(inputs, ['resourceGroupName']) ?? []
  if (group === '') return undefined
  if (type === groupType) return groupId(subscription, group)
  const kind = kinds.find((each) => each.type === type)
  const names = kind && textsOf(inputs, kind.names)
  return names && armId(groupId(subscription, group), kind.arm, ...names)
}

function textsOf(inputs: Inputs, names: readonly string[]): readonly string[] | undefined {
  const texts = names.flatMap((name) => {
    const text = inputs[name]
    return typeof text === 'string' ? [text] : []
  })
  return texts.length === names.length ? texts : undefined
}
