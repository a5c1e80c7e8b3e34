/** An account of a simulated cloud, as its owner sees it who looks behind Pulumi's back. */
import type { CloudDefinition } from './frame/definition.ts'
import { type Properties, propertiesAt, textAt } from './frame/properties.ts'
import { alter, make, typeOf, unmake } from './frame/resource.ts'
import type { CloudObject, View } from './frame/view.ts'
import type { World } from './frame/world.ts'

export interface Account {
  readonly number: string
  /** Everything there is in all regions, but for a new account's furniture; or that of a kind. */
  objects(type?: string): readonly CloudObject[]
  /** What the account would still be billed for, as somebody sees who looks for it: by a tag, or everything. */
  orphans(tag?: { readonly key: string; readonly value: string }): readonly Orphan[]
  /** Makes something by hand, or as a controller in a cluster would. @throws what the cloud would say */
  make(region: string, type: string, inputs: Properties): CloudObject
  /** Changes something by hand: these inputs, and no others. */
  change(object: CloudObject, changes: Properties): CloudObject
  /** Takes something away by hand, by the cloud's own rules. */
  remove(object: CloudObject): void
}

export interface Orphan {
  readonly type: string
  readonly id: string
  readonly region: string
  readonly name: string
  readonly madeBy: CloudObject['madeBy']
}

export function accountOf(world: World, number: string, definition: CloudDefinition): Account {
  const tagsOf = definition.tagsOf ?? usualTags
  const visit = <T>(region: string, work: (view: View) => T) => world.visit(definition, number, region, work)
  const objects = (type?: string) => {
    const regions = visit('global', (view) => view.regions())
    const found = regions.flatMap((region) => visit(region, (view) => view.list(type)))
    return found.filter(({ madeBy }) => madeBy !== 'account')
  }
  /** What has no phase that ends by itself any more. */
  const settled = (object: CloudObject, view: View) => {
    const { until, ...rest } = object
    return view.change(rest, { phase: 'ready' })
  }
  return {
    number,
    objects,
    orphans: (tag) =>
      objects()
        .filter((object) => tag === undefined || tagsOf(object)[tag.key] === tag.value)
        .map(orphan),
    make: (region, token, inputs) =>
      visit(region, (view) => {
        const type = typeOf(definition, token)
        const identity = { credentials: {}, account: number, principal: `by hand in ${number}` }
        const session = { identity, region, config: {} }
        return settled(make(type, { session }, view, inputs, 'hand'), view)
      }),
    change: (object, changes) =>
      visit(object.region, (view) => {
        const identity = { credentials: {}, account: number, principal: `by hand in ${number}` }
        const session = { identity, region: object.region, config: {} }
        const type = typeOf(definition, object.type)
        return settled(alter(type, { session }, view, object, { ...object.inputs, ...changes }), view)
      }),
    remove: (object) =>
      visit(object.region, (view) => {
        const type = typeOf(definition, object.type)
        unmake(type, view, object)
        view.remove(object)
        type.gone?.(object, view)
      }),
  }
}

function usualTags({ outputs }: CloudObject): Properties {
  return { ...propertiesAt(outputs, 'tags'), ...propertiesAt(outputs, 'tagsAll') }
}

function orphan({ type, id, region, outputs, madeBy }: CloudObject): Orphan {
  const name = textAt(outputs, 'name') ?? textAt(outputs, 'tags.Name') ?? ''
  return { type, id, region, name, madeBy }
}
