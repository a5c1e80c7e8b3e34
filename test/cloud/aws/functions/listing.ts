/** Data sources that list what an account has, and those that look at the only one that fits. */
import type { DataSource } from '../../frame/definition.ts'
import { complain } from '../../frame/fields.ts'
import type { Properties } from '../../frame/properties.ts'
import type { CloudObject } from '../../frame/view.ts'
import { type Filterable, narrowed, stateOf } from './filters.ts'

const common: Filterable = { state: 'phase', 'vpc-id': 'vpcId', 'subnet-id': 'subnetId' }

/** How things of a kind are listed. */
export interface Listing {
  readonly kind: string
  readonly service: string
  readonly operation: string
  /** As the provider calls it when there is none: `EC2 VPC`. */
  readonly thing: string
  readonly filterable?: Filterable
  /** Also lists what was deleted not long ago. */
  readonly lists?: 'deleted'
}

/** Those that fit. */
export function found({ kind, filterable, lists }: Listing, args: Properties, seen: readonly CloudObject[]) {
  const those = seen.filter(
    ({ type, phase }) => type === kind && (lists === 'deleted' || phase !== 'deleted'),
  )
  return narrowed(those, args, { ...common, ...filterable })
}

/** A list. @param told what is told of what was found, beside the arguments */
export function list(listing: Listing, told: (objects: readonly CloudObject[]) => Properties): DataSource {
  return {
    operation: operationOf(listing),
    answer: (args, view) => ({
      ...{ ...args, region: view.region, id: view.region },
      ...told(found(listing, args, view.seen(listing.kind))),
    }),
  }
}

/** The only one that fits. @param narrow further arguments that narrow it, as outputs that have to be equal */
export function one(listing: Listing, narrow: Readonly<Record<string, string>>): DataSource {
  return {
    operation: operationOf(listing),
    answer: (args, view) => {
      const fitting = found(listing, args, view.seen(listing.kind)).filter((object) =>
        Object.entries(narrow).every(([argument, path]) => {
          const wanted = args[argument]
          return wanted === undefined || (path === 'id' ? object.id : object.outputs[path]) === wanted
        }),
      )
      const [first] = fitting
      if (!first) return complain(`no matching ${listing.thing} found`)
      if (fitting.length > 1)
        complain(
          `multiple ${listing.thing}s matched; use additional constraints to reduce matches to a single ${listing.thing}`,
        )
      return { ...first.outputs, id: first.id, state: stateOf(first), region: view.region }
    },
  }
}

const operationOf = ({ service, operation, thing }: Listing) => ({
  service,
  name: operation,
  doing: `reading ${thing}s`,
})
