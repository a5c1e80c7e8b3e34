import type { ResourceType } from '../../frame/definition.ts'
import { textAt } from '../../frame/properties.ts'
import {
  mustBeNew,
  mustBeUnused,
  nameProblems,
  needApi,
  needed,
  networkId,
  operations,
  selfLink,
  usualNames,
} from '../fields.ts'
import * as kinds from '../kinds.ts'

export const router: ResourceType = {
  token: kinds.router,
  operations: operations('compute', 'Router', usualNames('routers')),
  place: 'global',
  name: { property: 'name', longest: 63 },
  required: ['network'],
  replaceOn: ['name', 'network', 'project', 'region'],
  settledByCloud: ['project', 'region'],
  minutes: { create: 0.2, update: 0.2, delete: 0.2 },
  problems: nameProblems,
  make: ({ inputs, view, session }) => {
    needApi(view, 'compute.googleapis.com')
    const region = textAt(inputs, 'region') ?? session.region
    const network = networkId(view, textAt(inputs, 'network'))
    needed(view, kinds.network, network)
    const id = `projects/${view.account}/regions/${region}/routers/${textAt(inputs, 'name')}`
    mustBeNew(view, kinds.router, id)
    return { id, outputs: { project: view.account, region, network, selfLink: selfLink(id) } }
  },
  unmake: ({ id, outputs }, view) => {
    const ways = view.list(kinds.routerNat).filter((each) => each.outputs['router'] === outputs['name'])
    mustBeUnused('router', id, ways)
  },
}

/** A part of its router, in truth. */
export const routerNat: ResourceType = {
  token: kinds.routerNat,
  operations: operations('compute', 'RouterNat', [
    ...(['routers.update', 'routers.get', 'routers.update', 'routers.update'] as const),
  ]),
  place: 'global',
  name: { property: 'name', longest: 63 },
  required: ['router', 'sourceSubnetworkIpRangesToNat'],
  replaceOn: ['name', 'router', 'project', 'region'],
  settledByCloud: ['project', 'region', 'natIpAllocateOption', 'minPortsPerVm'],
  minutes: { create: 0.2, update: 0.2, delete: 0.2 },
  problems: nameProblems,
  make: ({ inputs, view, session }) => {
    const region = textAt(inputs, 'region') ?? session.region
    const [name, itsRouter] = [textAt(inputs, 'name'), textAt(inputs, 'router')]
    needed(view, kinds.router, `projects/${view.account}/regions/${region}/routers/${itsRouter}`)
    const id = `${view.account}/${region}/${itsRouter}/${name}`
    mustBeNew(view, kinds.routerNat, id)
    return { id, outputs: { project: view.account, region } }
  },
}
