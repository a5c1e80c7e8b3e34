import { program } from '../../../stacks/gcp/index.ts'
import { mockedRunOf } from '../clouds/mocked-cloud.ts'

/** What Google Cloud says of what was made, as far as the program asks for it. */
const answers = {
  'gcp:container/cluster:Cluster': { endpoint: '203.0.113.5', masterAuth: { clusterCaCertificate: 'Q0E=' } },
  'gcp:sql/databaseInstance:DatabaseInstance': {
    privateIpAddress: '10.42.32.3',
    serverCaCerts: [{ cert: 'OWN AUTHORITY' }],
  },
  'gcp:compute/address:Address': { address: '203.0.113.10' },
  'gcp:serviceaccount/account:Account': { email: 'nodes@zen-test-471112.iam.gserviceaccount.com' },
}

const invokeAnswers = {
  'gcp:organizations/getClientConfig:getClientConfig': { accessToken: 'ya29.token' },
  'gcp:container/getCluster:getCluster': {
    ...{ endpoint: '203.0.113.6', masterAuths: [{ clusterCaCertificate: 'TUFJTg==' }] },
  },
}

export const mockedRun = mockedRunOf({ program, answers, invokeAnswers })
