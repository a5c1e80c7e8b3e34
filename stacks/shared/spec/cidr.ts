/** Blocks of IPv4 addresses, such as `10.42.0.0/16`. */
import type { OptionValue } from '../../contract.ts'

export interface Cidr {
  /** The first address, as a number of 32 bits. */
  readonly first: number
  /** Bits that all addresses share. */
  readonly prefix: number
}

/** @returns `undefined` when it is none, also when bits are set behind the prefix */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = '', prefixText = ''] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(text) ?? []
  const parts = address.split('.').map(Number)
  const prefix = Number(prefixText)
  if (prefixText === '' || parts.length !== 4 || parts.some((part) => part > 255) || prefix > 32)
    return undefined
  const first = parts.reduce((sum, part) => sum * 256 + part, 0)
  return first % 2 ** (32 - prefix) === 0 ? { first, prefix } : undefined
}

export function formatCidr({ first, prefix }: Cidr): string {
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256)
  return `${parts.join('.')}/${prefix}`
}

export function overlap(one: Cidr, other: Cidr): boolean {
  const end = ({ first, prefix }: Cidr) => first + 2 ** (32 - prefix)
  return one.first < end(other) && other.first < end(one)
}

/** The block of that number among all those of that size in it. */
export function subBlock({ first }: Cidr, prefix: number, number: number): Cidr {
  return { first: first + number * 2 ** (32 - prefix), prefix }
}

/** What is wrong with addresses that may reach the API of a cluster, as the end of a sentence. */
export function allowCidrProblem(value: OptionValue): string | undefined {
  const cidrs = [value].flat()
  return cidrs.every((cidr) => parseCidr(String(cidr))) && cidrs.length <= 40
    ? undefined
    : 'must be blocks of addresses, such as 192.0.2.0/24 or 192.0.2.7/32, 40 at most'
}
