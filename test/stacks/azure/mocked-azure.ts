import { program } from '../../../stacks/azure/index.ts'
import { mockedRunOf } from '../clouds/mocked-cloud.ts'

/** What Azure says of what was made, as far as the program asks for it. */
const answers = {
  'azure-native:resources:ResourceGroup': { name: 'zen-team' },
  'azure-native:network:PublicIPAddress': {
    ipAddress: '203.0.113.10',
    dnsSettings: { fqdn: 'zen-team-3fa1c2.westeurope.cloudapp.azure.com' },
  },
  'azure-native:dbformysql:Server': {
    ...{ name: 'zen-team-3fa1c2', fullyQualifiedDomainName: 'zen-team-3fa1c2.mysql.database.azure.com' },
  },
  'azure-native:managedidentity:UserAssignedIdentity': { principalId: 'principal-of-cluster' },
}

const kubeconfig = Buffer.from('apiVersion: v1\nusers:\n- user:\n    client-key-data: x\n').toString('base64')

const invokeAnswers = {
  'azure-native:containerservice:listManagedClusterUserCredentials': {
    kubeconfigs: [{ name: 'clusterUser', value: kubeconfig }],
  },
}

export const mockedRun = mockedRunOf({ program, answers, invokeAnswers })
