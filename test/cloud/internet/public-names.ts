import type { World } from '../frame/world.ts'
import { clouds } from '../kubernetes/clouds.ts'

/** Addresses of a name that everybody knows: one of https://sslip.io, or one that a cloud gave; none of any other. */
export function publicAddressesOf(world: World, name: string): readonly string[] {
  const [, ...numbers] = /(?:^|[.-])(\d+)-(\d+)-(\d+)-(\d+)\.sslip\.io$/.exec(name) ?? []
  if (numbers.length > 0) return [numbers.join('.')]
  return clouds.flatMap((cloud) =>
    world.store.places(cloud.package).flatMap((place) => cloud.addressesOf(name, world.look(place))),
  )
}
