import { fieldOf, isRecord, listOf, textOf } from '../json-fields.ts'
import { nameIn, stackType, stashNames, stashType, urnOf } from '../stack-names.ts'

/** How a state says that a value is secret. Source: `resource.SigKey` in https://github.com/pulumi/pulumi (3.259.0). */
const secretMark = '4dabf18193072939515e22adb298388d'

/**
 * The state of a deployment of which a last snapshot is all that is left: zen's own memory, the keys that the data in
 * the snapshot can't be read without, and the way into the cloud, by which the snapshot can be removed one day. It says
 * that only data is left, and what that is called.
 * @param exported what `pulumi stack export` says
 */
export function rememberedState(exported: unknown, snapshot: string): unknown {
  const deployment = fieldOf(exported, 'deployment')
  if (!isRecord(exported) || !isRecord(deployment)) return exported
  const kept = listOf(deployment, 'resources').filter(isKept)
  const resources = kept.flatMap((resource) => told(resource, snapshot))
  return { ...exported, deployment: { ...deployment, resources } }
}

function isKept(resource: unknown): boolean {
  const [urn = '', type = ''] = [textOf(resource, 'urn'), textOf(resource, 'type')]
  if (type === stackType || type.startsWith('pulumi:providers:')) return true
  if (type !== stashType) return false
  const isOurs = [stashNames.spec, stashNames.part].some((name) => name === nameIn(urn))
  return isOurs || fieldOf(fieldOf(fieldOf(resource, 'outputs'), 'output'), secretMark) !== undefined
}

function told(resource: unknown, snapshot: string): readonly unknown[] {
  if (!isRecord(resource)) return []
  const urn = textOf(resource, 'urn') ?? ''
  if (textOf(resource, 'type') === stackType) return [{ ...resource, outputs: { part: 'data', snapshot } }]
  if (nameIn(urn) === stashNames.part)
    return [{ ...resource, inputs: { input: 'data' }, outputs: { input: 'data', output: 'data' } }]
  return nameIn(urn) === stashNames.spec ? [resource, deployed(resource, urn)] : [resource]
}

/** What was wanted is what was there. */
function deployed(spec: Readonly<Record<string, unknown>>, urn: string): unknown {
  const stack = urn.split(':')[2] ?? ''
  return { ...spec, urn: urnOf(stack, stashType, stashNames.deployedSpec), dependencies: [urn] }
}
