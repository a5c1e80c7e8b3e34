import type { ResourceType } from '../../frame/definition.ts'
import { complain, refuse } from '../../frame/fields.ts'
import { flagAt, type Properties, textAt, textsAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { needApi, needed, networkId, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { closePeering, openPeering, peeringName } from './peering.ts'

export const connection: ResourceType = {
  token: kinds.connection,
  operations: {
    ...operations('servicenetworking', 'Service Networking Connection', [
      ...([
        'services.addPeering',
        'services.get',
        'services.addPeering',
        'services.deleteConnection',
      ] as const),
    ]),
    create: {
      ...{ service: 'servicenetworking', name: 'services.addPeering' },
      doing: 'Error waiting for Create Service Networking Connection',
    },
  },
  place: 'global',
  required: ['network', 'service', 'reservedPeeringRanges'],
  defaults: () => ({ deletionPolicy: 'DELETE' }),
  replaceOn: ['network', 'service'],
  minutes: { create: 1.2, update: 1, delete: 0.7 },
  make: ({ inputs, view }) => {
    needApi(view, 'servicenetworking.googleapis.com')
    const id = networkId(view, textAt(inputs, 'network'))
    needed(view, kinds.network, id)
    judgeRanges(view, inputs)
    // Google remembers the networks of this name.
    if (view.find(kinds.producer, id) && !flagAt(inputs, 'updateOnCreationFail'))
      refuse(
        'failedPrecondition',
        'Cannot modify allocated ranges in CreateConnection. Please use UpdateConnection.',
        400,
      )
    openPeering(view, id, textsAt(inputs, 'reservedPeeringRanges'))
    return {
      id: `${encodeURIComponent(id)}:${textAt(inputs, 'service')}`,
      outputs: { peering: peeringName },
    }
  },
  change: ({ inputs, view }) => {
    judgeRanges(view, inputs)
    openPeering(view, networkId(view, textAt(inputs, 'network')), textsAt(inputs, 'reservedPeeringRanges'))
    return {}
  },
  unmake: ({ outputs }, view) => {
    if (textAt(outputs, 'deletionPolicy') === 'ABANDON') return
    const end = view.find(kinds.producer, networkId(view, textAt(outputs, 'network')))
    if (end?.outputs['wasUsed'] === true)
      complain(
        'Unable to remove Service Networking Connection, err: Error waiting for Delete Service Networking Connection: Error code 9, message: Failed to delete connection; Producer services (e.g. CloudSQL, Cloud Memstore, etc.) are still using this connection.',
      )
  },
  gone: ({ outputs }, view) => {
    if (textAt(outputs, 'deletionPolicy') !== 'ABANDON')
      closePeering(view, networkId(view, textAt(outputs, 'network')))
  },
}

function judgeRanges(view: View, inputs: Properties): void {
  for (const range of textsAt(inputs, 'reservedPeeringRanges')) {
    if (!view.find(kinds.globalAddress, `projects/${view.account}/global/addresses/${range}`))
      refuse('badRequest', `Couldn't find allocated range ${range}.`)
  }
}
