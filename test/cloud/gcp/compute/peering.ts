/** The peering of a network with Google's own, by which services in that are reached. */
import type { View } from '../../frame/view.ts'
import * as kinds from '../kinds.ts'

export const peeringName = 'servicenetworking-googleapis-com'

/** What a network's peering is in our books: Google's end of it, which outlives ours. @param id of the network */
export function peeringOf(view: View, id: string) {
  const end = view.find(kinds.producer, id)
  return end?.outputs['isOpen'] === true ? end : undefined
}

export function openPeering(view: View, id: string, ranges: readonly string[]): void {
  const known = view.find(kinds.producer, id)
  if (known) view.change(known, { outputs: { ...known.outputs, isOpen: true, ranges } })
  else
    view.add({ type: kinds.producer, id, madeBy: 'account', inputs: {}, outputs: { isOpen: true, ranges } })
}

/** From our side, which is possible at any time. */
export function closePeering(view: View, id: string): void {
  const known = view.find(kinds.producer, id)
  if (known) view.change(known, { outputs: { ...known.outputs, isOpen: false } })
}

/** A database was there, whose place Google keeps for days. */
export function usePeering(view: View, id: string): void {
  const known = view.find(kinds.producer, id)
  if (known) view.change(known, { outputs: { ...known.outputs, wasUsed: true } })
}
