import { ProviderError } from './cloud-error.ts'
import type { Settings } from './view.ts'

/** Of documentation, RFC 5737: nobody is ever reached there. */
const NOWHERE = '192.0.2'
const LARGEST = 254

/** How many of a reachable net a cloud gives away: somebody listens at each. */
const PUBLIC_ADDRESSES = 24
/** Of the first one; the net's owner has those before. */
const FIRST = 10

/** All that a cloud may give away in a reachable net. @param net `127.5.6` */
export function publicAddressesIn(net: string): readonly string[] {
  return Array.from({ length: PUBLIC_ADDRESSES }, (_, at) => `${net}.${FIRST + at}`)
}

/**
 * A public address: one that can be reached when there is an internet around the cloud, else one that leads nowhere.
 * @param taken those that the cloud gave away before
 */
export function freshAddress({ internet }: Settings, taken: readonly (string | undefined)[]): string {
  const all = internet
    ? publicAddressesIn(internet.net)
    : Array.from({ length: LARGEST }, (_, at) => `${NOWHERE}.${1 + at}`)
  const free = all.find((address) => !taken.includes(address))
  if (free === undefined) throw new ProviderError(`All ${all.length} public addresses are given away.`)
  return free
}
