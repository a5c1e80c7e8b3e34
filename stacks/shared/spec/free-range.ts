/** Blocks of addresses for new networks. Pure. */
import type { OptionValues } from '../../contract.ts'
import { formatCidr, overlap, parseCidr } from './cidr.ts'
import { textAt } from './option-texts.ts'

/** Where nothing is in the way, or nobody tells. */
export const usualRange = '10.42.0.0/16'

/** What an option that names such a block is when nobody decides. */
export const freeRangeNote = `the first of ${usualRange}, 10.43.0.0/16 and so on that no other network has`

/** What an option that names such a block says, settled or not. @param flag of it */
export function rangeIn(options: OptionValues, flag: string): string {
  return textAt(options, flag) ?? usualRange
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

/**
 * In the order in which they are tried. Of no use are 10.128.0.0/9, which belongs to the default network of a project at
 * Google Cloud (https://cloud.google.com/vpc/docs/subnets#ip-ranges), 172.17 of Docker, 172.28 and what follows, which
 * AKS and the default network at AWS have.
 */
const choices = [
  ...numbers(42, 127).map((second) => `10.${second}.0.0`),
  ...numbers(18, 27).map((second) => `172.${second}.0.0`),
  '192.168.0.0',
]

/** A block that none of these has a part of. @param taken what is no block of IPv4 addresses is in nobody's way @param prefix at least 16 */
export function freeRange(taken: readonly string[], prefix = 16): string | undefined {
  const others = taken.flatMap((text) => parseCidr(text) ?? [])
  return choices
    .flatMap((address) => parseCidr(`${address}/${prefix}`) ?? [])
    .filter((choice) => !others.some((other) => overlap(choice, other)))
    .map(formatCidr)[0]
}

export function isShared(one: string, other: string): boolean {
  const [first, second] = [parseCidr(one), parseCidr(other)]
  return first !== undefined && second !== undefined && overlap(first, second)
}
