import type { ResourceType } from '../../frame/definition.ts'
import { instantly } from '../../frame/fields.ts'
import { freshHex } from '../../frame/world.ts'
import * as kinds from '../kinds.ts'
import { armType } from '../resource.ts'

export function freshGuid(): string {
  return freshHex(32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

export const identity: ResourceType = armType({
  token: kinds.identity,
  arm: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  names: ['resourceName'],
  longest: 128,
  hasLocation: true,
  minutes: instantly,
  make: () => ({ principalId: freshGuid(), clientId: freshGuid(), tenantId: freshGuid() }),
})
