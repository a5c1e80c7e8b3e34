/** Which addresses a cluster has. Clusters of different slots run side by side on one machine. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface AddressPlan {
  /** 1 to 8. */
  readonly slot: number
  /** The machine's end of the cable to the node; programs of the machine that pods shall reach listen here. */
  readonly machine: string
  readonly node: string
  readonly pods: string
  readonly services: string
  /** Addresses of services of type LoadBalancer. The machine reaches them through the node. */
  readonly loadBalancers: string
  readonly linkName: string
}

/** One for the whole machine, as its addresses are, whatever home somebody has. */
export function lockFileOf(slot: number): string {
  return join(tmpdir(), `zen-test-cluster-${slot}.lock`)
}

export const slots = [1, 2, 3, 4, 5, 6, 7, 8] as const

export function addressPlan(slot: number): AddressPlan {
  return {
    slot,
    machine: `10.250.${slot}.1`,
    node: `10.250.${slot}.2`,
    pods: `10.245.${slot}.0/24`,
    services: `10.97.${slot}.0/24`,
    loadBalancers: `10.250.${slot}.64/26`,
    linkName: `zenkube${slot}`,
  }
}
