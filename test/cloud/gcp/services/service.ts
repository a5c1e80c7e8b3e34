import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import { operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

/** An API of this project. Once enabled it stays so, unless its program says otherwise. */
export const service: ResourceType = {
  token: kinds.service,
  operations: {
    ...operations('serviceusage', 'Project Service', [
      ...(['services.enable', 'services.get', 'services.get', 'services.disable'] as const),
    ]),
    create: {
      ...{ service: 'serviceusage', name: 'services.enable' },
      doing: 'Error creating Service: Error when enabling {service} for "{project}"',
    },
  },
  place: 'global',
  required: ['service'],
  defaults: () => ({ disableOnDestroy: false, disableDependentServices: false }),
  replaceOn: ['project', 'service'],
  settledByCloud: ['project'],
  minutes: { create: 1, update: 0.1, delete: 0.1 },
  make: ({ inputs, view }) => {
    const name = textAt(inputs, 'service') ?? ''
    if (!/^[a-z]+\.googleapis\.com$/.test(name))
      refuse(
        'SERVICE_CONFIG_NOT_FOUND_OR_PERMISSION_DENIED',
        `Not found or permission denied for service(s): ${name}.`,
        400,
      )
    return { id: `${view.account}/${name}`, outputs: { project: view.account } }
  },
  gone: (object, view) => {
    if (object.outputs['disableOnDestroy'] === true) return
    view.add({ ...object, phase: 'ready', madeBy: 'account' })
  },
}
