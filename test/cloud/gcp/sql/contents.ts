/** What is in an instance: databases and users. */
import type { ResourceType } from '../../frame/definition.ts'
import { refuse } from '../../frame/fields.ts'
import { type Properties, textAt } from '../../frame/properties.ts'
import type { CloudObject, View } from '../../frame/view.ts'
import { operations } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { mustBeIdle } from './instance.ts'

const busy = { codes: ['operationInProgress'], minutes: 10 }

const common = {
  place: 'global',
  retries: { create: busy, update: busy, delete: busy },
  minutes: { create: 0.2, update: 0.2, delete: 0.2 },
  defaults: () => ({ deletionPolicy: 'DELETE' }),
} as const

export const database: ResourceType = {
  ...common,
  token: kinds.database,
  operations: operations('cloudsql', 'Database', [
    ...(['databases.create', 'databases.get', 'databases.update', 'databases.delete'] as const),
  ]),
  name: { property: 'name', longest: 64 },
  required: ['instance'],
  replaceOn: ['name', 'instance', 'project'],
  settledByCloud: ['project', 'charset', 'collation'],
  make: ({ inputs, view }) => {
    const owner = instanceFor(view, inputs)
    mustBeIdle(owner)
    const name = textAt(inputs, 'name') ?? ''
    const id = `projects/${view.account}/instances/${owner.id}/databases/${name}`
    if (view.find(kinds.database, id))
      refuse('invalid', `Invalid request: failed to create database ${name}. Detail: database exists.`)
    return { id, outputs: { project: view.account } }
  },
}

export const user: ResourceType = {
  ...common,
  token: kinds.user,
  operations: {
    ...operations('cloudsql', 'user', ['users.create', 'users.list', 'users.update', 'users.delete']),
    create: {
      ...{ service: 'cloudsql', name: 'users.create' },
      doing: 'Error, failed to insert user {name} into instance {instance}',
    },
  },
  name: { property: 'name', longest: 32 },
  required: ['instance'],
  replaceOn: ['name', 'instance', 'host', 'project', 'type'],
  settledByCloud: ['project', 'type'],
  problems: ({ name }) =>
    typeof name === 'string' && name.length > 32 && /^[\w.-]+$/.test(name)
      ? [{ path: 'name', reason: 'User name must be at most 32 characters' }]
      : [],
  make: ({ inputs, view }) => {
    const owner = instanceFor(view, inputs)
    mustBeIdle(owner)
    const password = textAt(inputs, 'password')
    if (password !== undefined && password.length > 100)
      refuse('invalid', 'Invalid request: password is too long.')
    const id = `${textAt(inputs, 'name')}/${textAt(inputs, 'host') ?? ''}/${owner.id}`
    return { id, outputs: { project: view.account } }
  },
}

function instanceFor(view: View, inputs: Properties): CloudObject {
  const name = textAt(inputs, 'instance') ?? ''
  return (
    view.find(kinds.databaseInstance, name) ??
    refuse('instanceDoesNotExist', 'The Cloud SQL instance does not exist.', 404)
  )
}
