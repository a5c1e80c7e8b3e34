/** Functions that programs call. What they lack is asked over HTTP: `management/`. */
import type { DataSource } from '../../frame/definition.ts'
import { textAt } from '../../frame/properties.ts'
import { clusterFor, kubeconfigOf } from '../cluster/credentials.ts'
import { armId, groupId } from '../ids.ts'
import { listen } from '../management/server.ts'
import { tokenFor } from './token.ts'

export const functions: Readonly<Record<string, DataSource>> = {
  'azure-native:authorization:getClientConfig': {
    operation: { service: 'sign-in', name: 'getClientConfig', doing: '' },
    place: 'global',
    answer: (_args, _view, { identity, config }) => ({
      clientId: identity.credentials['clientId'],
      tenantId: identity.credentials['tenantId'],
      objectId: identity.principal,
      subscriptionId: textAt(config, 'subscriptionId'),
    }),
  },
  'azure-native:authorization:getClientToken': {
    operation: { service: 'sign-in', name: 'getClientToken', doing: '' },
    place: 'global',
    ready: listen,
    answer: (args, _view, session) => ({
      token: tokenFor(session, textAt(args, 'endpoint') ?? `${textAt(args, 'managementAddress')}/`),
    }),
  },
  'azure-native:containerservice:listManagedClusterUserCredentials': {
    operation: {
      ...{ service: 'Microsoft.ContainerService', name: 'managedClusters/listClusterUserCredential/action' },
      doing:
        '/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerService/managedClusters/{resourceName}/listClusterUserCredential',
    },
    place: 'global',
    answer: (args, view) => {
      const id = armId(
        groupId(view.account, textAt(args, 'resourceGroupName') ?? ''),
        'Microsoft.ContainerService/managedClusters',
        [textAt(args, 'resourceName') ?? ''],
      )
      return { kubeconfigs: [{ name: 'clusterUser', value: kubeconfigOf(clusterFor(view, id)) }] }
    },
  },
}
