/** The table of a cloud that nobody has. */
import type { CloudDefinition, ResourceType } from '../../cloud/frame/definition.ts'
import { textAt, valueAt } from '../../cloud/frame/properties.ts'
import { freshAddress } from '../../cloud/frame/public-address.ts'

const operation = (name: string) => ({ service: 'Meadow', name, doing: '{name}' })
const operations = {
  ...{ create: operation('Create'), read: operation('Read') },
  ...{ update: operation('Update'), delete: operation('Delete') },
}

function kind(name: string, more: Partial<ResourceType> = {}): ResourceType {
  return {
    ...{ token: `meadow:index:${name}`, operations, required: ['name'], replaceOn: ['name'] },
    minutes: { create: 1, update: 1, delete: 1 },
    make: ({ inputs }) => ({ id: textAt(inputs, 'name') ?? '' }),
    ...more,
  }
}

const cluster = kind('Cluster', {
  minutes: { create: 3, update: 1, delete: 2 },
  make: ({ inputs }) => {
    const name = textAt(inputs, 'name') ?? ''
    return { id: name, outputs: { endpoint: `https://${name}.clusters.meadow.test` } }
  },
})

const address = kind('Address', {
  make: ({ inputs, view }) => {
    const taken = view.list('meadow:index:Address').map(({ outputs }) => textAt(outputs, 'ip'))
    return { id: textAt(inputs, 'name') ?? '', outputs: { ip: freshAddress(view.settings, taken) } }
  },
})

const types = [kind('Field'), cluster, address, kind('Disk')]

const said = (_verb: string, _urn: string, sentence: string) => sentence

export const meadow: CloudDefinition = {
  package: 'meadow',
  types: Object.fromEntries(types.map((type) => [type.token, type])),
  functions: {
    'meadow:index:getLogin': {
      operation: operation('GetLogin'),
      answer: (args, view, { identity }) => {
        const found = view.find(cluster.token, textAt(args, 'cluster') ?? '')
        const authority = view.settings.internet?.authority ?? ''
        const { principal, credentials } = identity
        return {
          ...{ principal, token: credentials['token'] },
          ...(found ? { endpoint: found.outputs['endpoint'], authority } : {}),
        }
      },
    },
    'meadow:index:getThings': {
      operation: operation('GetThings'),
      answer: (args, view) => ({
        things: view
          .list()
          .filter(({ outputs }) => valueAt(outputs, 'tags.deployment') === args['deployment'])
          .map(({ type, id }) => ({ type, id })),
      }),
    },
  },
  quotas: {},
  signIn: ({ config, env, identities }) => {
    const identity = identities.find(({ credentials }) => credentials['token'] === env['MEADOW_TOKEN'])
    if (!identity) return { problems: ['nobody has this token'] }
    return { identity, region: textAt(config, 'region') ?? '', config }
  },
  permit: () => undefined,
  words: {
    problem: (_name, _path, reason) => reason,
    refusal: (_operation, _subject, { message }) => message,
    failed: said,
    unfinished: said,
    timedOut: () => 'it takes too long',
  },
}
