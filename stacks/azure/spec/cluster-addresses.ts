/** Addresses that a cluster uses inside of itself: any that its network does not have. */
import { overlap, parseCidr } from '../../shared/spec/cidr.ts'

interface Blocks {
  readonly podCidr: string
  readonly serviceCidr: string
  readonly dnsServiceIP: string
}

const choices: readonly Blocks[] = [
  { podCidr: '10.244.0.0/16', serviceCidr: '172.28.0.0/16', dnsServiceIP: '172.28.0.10' },
  { podCidr: '192.168.0.0/16', serviceCidr: '172.28.0.0/16', dnsServiceIP: '172.28.0.10' },
  { podCidr: '10.244.0.0/16', serviceCidr: '192.168.0.0/16', dnsServiceIP: '192.168.0.10' },
  { podCidr: '100.64.0.0/16', serviceCidr: '100.65.0.0/16', dnsServiceIP: '100.65.0.10' },
]

/** @param taken blocks of addresses, such as those of the network */
export function freeBlocks(taken: readonly string[]): Blocks {
  const others = taken.flatMap((text) => parseCidr(text) ?? [])
  const isFree = (text: string) => {
    const own = parseCidr(text)
    return own !== undefined && !others.some((other) => overlap(own, other))
  }
  const fine = choices.find(({ podCidr, serviceCidr }) => isFree(podCidr) && isFree(serviceCidr))
  return fine ?? { podCidr: '100.64.0.0/16', serviceCidr: '100.65.0.0/16', dnsServiceIP: '100.65.0.10' }
}
