/** What Azure refuses of clusters and identities, in its own words: one line per rule of the tables. */
import { describe, expect, test } from 'vitest'
import { administrator } from './azure-native/administrator.ts'
import { azure } from './azure-native/azure.ts'
import * as kinds from './azure-native/kinds.ts'
import { azureAccount, clusterInputs, inGroup, sampleAzureNetwork, sampleGroup } from './azure-sample.ts'
import { direct } from './direct.ts'
import { textAt } from './frame/properties.ts'
import { kubernetes } from './kubernetes/kubernetes.ts'

const credentials = 'azure-native:containerservice:listManagedClusterUserCredentials'

describe('clusters', () => {
  test('have names, versions, sizes and places by the rules', async () => {
    const { api } = await azureAccount()
    const inputs = await clusterInputs(api, await sampleAzureNetwork(api))
    const [pool] = inputs.agentPoolProfiles
    const create = (more: object) => api.create(kinds.cluster, 'c', { ...inputs, ...more })
    const withPool = (more: object) => create({ agentPoolProfiles: [{ ...pool, ...more }] })

    await expect(create({ dnsPrefix: '-zen' })).rejects.toThrow('The value of parameter dnsPrefix is invalid')
    await expect(create({ nodeResourceGroup: 'x'.repeat(81) })).rejects.toThrow('maximum length is 80')
    await expect(create({ nodeResourceGroup: 'zen' })).rejects.toThrow('already exists')
    await expect(create({ kubernetesVersion: '1.10' })).rejects.toThrow(
      'Code="K8sVersionNotSupported" Message="Managed cluster is on version 1.10',
    )
    await expect(withPool({ name: 'Nodes' })).rejects.toThrow('agentPoolProfile.name')
    await expect(withPool({ vmSize: 'Standard_X9' })).rejects.toThrow(
      `Code="BadRequest" Message="The VM size of Standard_X9 is not allowed in your subscription in location 'westeurope'.`,
    )
    await expect(withPool({ count: 9, minCount: 9, maxCount: 12 })).rejects.toThrow(
      'Code="ErrCode_InsufficientVCPUQuota" Message="Insufficient regional vcpu quota requested 18, remaining 10',
    )
    await expect(withPool({ count: 4 })).rejects.toThrow('not in the range of minCount 1 and maxCount 3')
    await expect(withPool({ vnetSubnetID: 'none' })).rejects.toThrow('Code="InvalidResourceReference"')
    await expect(create({ networkProfile: { serviceCidr: '10.42.0.0/16' } })).rejects.toThrow(
      'Code="ServiceCidrOverlapExistingSubnetsCidr"',
    )
  })

  test('need an identity that may use their subnet', async () => {
    const { api } = await azureAccount()
    const inputs = await clusterInputs(api, await sampleAzureNetwork(api))
    const other = await api.create(kinds.identity, 'o', { ...inGroup, resourceName: 'other' })

    await expect(
      api.create(kinds.cluster, 'c', {
        ...{ ...inputs, identity: { type: 'UserAssigned', userAssignedIdentities: [other.id] } },
      }),
    ).rejects.toThrow('Code="CustomVNetMissingPermission"')
  })

  test('keep their nodes in a group of their own, which goes with them', async () => {
    const { api, cloud } = await azureAccount()
    const net = await sampleAzureNetwork(api)
    const made = await api.create(kinds.cluster, 'c', await clusterInputs(api, net))
    const account = cloud.account(administrator.account, azure)
    const nodes = () => account.objects().filter(({ id }) => id.includes('/resourceGroups/zen-nodes'))

    expect(nodes().length).toBeGreaterThan(4)
    await expect(api.remove(net.nodes)).rejects.toThrow('is in use by')
    await api.remove(made)
    expect(nodes()).toEqual([])
    await api.remove(net.nodes)
  })

  test('get more nodes in place, but no others; and one version after the other', async () => {
    const { api } = await azureAccount()
    const inputs = await clusterInputs(api, await sampleAzureNetwork(api))
    const made = await api.create(kinds.cluster, 'c', { ...inputs, kubernetesVersion: '1.32' })
    const [pool] = inputs.agentPoolProfiles
    const update = (more: object, version = '1.32') =>
      api.update(made, { ...inputs, kubernetesVersion: version, agentPoolProfiles: [{ ...pool, ...more }] })

    await update({ count: 2, minCount: 2 })
    await expect(update({ vmSize: 'Standard_D4as_v5' })).rejects.toThrow(
      `Code="PropertyChangeNotAllowed" Message="Changing property 'properties.vmSize' is not allowed."`,
    )
    await expect(update({}, '1.34')).rejects.toThrow('Code="OperationNotAllowed"')
    await expect(update({ count: 6, maxCount: 6 })).rejects.toThrow('ErrCode_InsufficientVCPUQuota')
    await update({}, '1.33')
  })

  test('let in whoever may list their credentials', async () => {
    const { api, cloud } = await azureAccount()
    await api.create(kinds.cluster, 'c', await clusterInputs(api, await sampleAzureNetwork(api)))
    const answer = await api.ask(credentials, { resourceGroupName: 'zen', resourceName: 'zen' })
    const value = textAt(answer, 'kubeconfigs.0.value') ?? ''
    const kubeconfig = Buffer.from(value, 'base64').toString()
    const enter = (text: string) =>
      direct(cloud, { definition: kubernetes, config: { kubeconfig: text } }).create(
        'kubernetes:core/v1:Namespace',
        'ns',
        { metadata: { name: 'a' } },
      )

    await expect(enter(kubeconfig.replace(/token: .*/, 'token: guessed'))).rejects.toThrow(
      'the server has asked for the client to provide credentials',
    )
    expect((await enter(kubeconfig)).id).toBe('a')
    await expect(api.ask(credentials, { resourceGroupName: 'zen', resourceName: 'x' })).rejects.toThrow(
      'managedClusters/x/listClusterUserCredential: Status=404 Code="ResourceNotFound"',
    )
  })
})

describe('role assignments', () => {
  test('are given once, to somebody whom the directory knows, by a GUID', async () => {
    const { api, cloud } = await azureAccount()
    await sampleGroup(api)
    const who = await api.create(kinds.identity, 'who', { ...inGroup, resourceName: 'zen' })
    const role = `/subscriptions/${administrator.account}/providers/Microsoft.Authorization/roleDefinitions/4d97b98b-1d4f-4787-a291-c67834d212e7`
    const inputs = {
      ...{
        principalId: who.outputs['principalId'],
        roleDefinitionId: role,
        principalType: 'ServicePrincipal',
      },
      scope: `/subscriptions/${administrator.account}/resourceGroups/zen`,
    }
    const create = (name: string, more: object = {}) =>
      api.create(kinds.roleAssignment, 'r', { ...inputs, roleAssignmentName: name, ...more })
    const guid = (digit: number) => `11111111-2222-4333-8444-55555555555${digit}`

    await expect(create('mine')).rejects.toThrow('must be a GUID')
    await expect(create(guid(1), { roleDefinitionId: `${role}0` })).rejects.toThrow('does not exist')
    await create(guid(1))
    await expect(create(guid(2))).rejects.toThrow(
      'Status=409 Code="RoleAssignmentExists" Message="The role assignment already exists."',
    )
    cloud.set({ minuteMs: 60_000 })
    await expect(create(guid(3), { principalType: 'User' })).rejects.toThrow('Code="PrincipalNotFound"')
  })
})
