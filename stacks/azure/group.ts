/** The group of everything that zen makes: what is in it goes with it. */
import { ResourceGroup } from '@pulumi/azure-native/resources/resourceGroup.js'
import { type Cloud, inCloud } from './cloud.ts'

export function resourceGroup(cloud: Cloud): ResourceGroup {
  const { group, region, tags } = cloud.azure
  const isProtected = cloud.leaving === undefined || cloud.leaving === 'keep'
  return new ResourceGroup(
    'group',
    { resourceGroupName: group, location: region, tags },
    { ...inCloud(cloud), protect: isProtected, customTimeouts: { delete: '2h' } },
  )
}
