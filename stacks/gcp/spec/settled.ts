/** What is found out at Google Cloud once, before anything is made, and must stay so. It is kept in the spec, next to the options. */
import type { OptionValues } from '../../contract.ts'
import { asOptions, textAt, textsAt } from '../../shared/spec/option-texts.ts'

export interface Settled {
  /** Who deployed so far, in the order in which they came. */
  readonly deployers: readonly string[]
  /** Zones that nodes can be in, the first ones first. */
  readonly zones: readonly string[]
  /** Of the cluster: a region, or a zone where its control plane is in one alone. */
  readonly location?: string
  /** Of what was there before. */
  readonly network?: string
  readonly subnetwork?: string
}

/** Keys of a settled spec that are no options. */
const keys = {
  deployers: 'deployers',
  zones: 'zones',
  location: 'cluster-location',
  network: 'found-network',
  subnetwork: 'found-subnetwork',
} as const

export function settledOf(options: OptionValues): Settled {
  const one = (name: 'location' | 'network' | 'subnetwork') => {
    const value = textAt(options, keys[name])
    return value === undefined ? {} : { [name]: value }
  }
  return {
    deployers: textsAt(options, keys.deployers),
    zones: textsAt(options, keys.zones),
    ...one('location'),
    ...one('network'),
    ...one('subnetwork'),
  }
}

/** The other way round; lists that are empty are left out. */
export function settledOptions(settled: Settled): OptionValues {
  return asOptions({
    [keys.deployers]: settled.deployers,
    [keys.zones]: settled.zones,
    [keys.location]: settled.location,
    [keys.network]: settled.network,
    [keys.subnetwork]: settled.subnetwork,
  })
}
