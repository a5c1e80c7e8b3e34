import { program } from '../../../stacks/aws/index.ts'
import { mockedRunOf } from '../clouds/mocked-cloud.ts'

/** What AWS says of what was made, as far as the program asks for it. */
const answers = {
  'aws:eks/cluster:Cluster': {
    endpoint: 'https://0123.gr7.eu-west-1.eks.amazonaws.com',
    certificateAuthority: { data: 'Q0E=' },
    vpcConfig: { clusterSecurityGroupId: 'sg-of-cluster' },
    version: '1.34',
  },
  'aws:eks/nodeGroup:NodeGroup': { resources: [{ autoscalingGroups: [{ name: 'group-of-nodes' }] }] },
  'aws:ec2/launchTemplate:LaunchTemplate': { latestVersion: 3 },
  'aws:rds/instance:Instance': { address: 'zen-team.abc.eu-west-1.rds.amazonaws.com' },
}

const invokeAnswers = {
  'aws:eks/getClusterAuth:getClusterAuth': { token: 'k8s-aws-v1.token' },
  'aws:eks/getCluster:getCluster': {
    ...{ endpoint: 'https://main.eks.amazonaws.com', arn: 'arn:aws:eks:eu-west-1:123456789012:cluster/main' },
    ...{ certificateAuthorities: [{ data: 'TUFJTg==' }], vpcConfig: { clusterSecurityGroupId: 'sg-main' } },
  },
}

/** Everything has an ARN, and each address is another one. */
function ownAnswers() {
  let addresses = 10
  return (type: string, name: string) => ({
    arn: `arn:${type}/${name}`,
    ...(type === 'aws:ec2/eip:Eip'
      ? { publicIp: `203.0.113.${addresses++}`, allocationId: `eipalloc-${name}` }
      : {}),
  })
}

export const mockedRun = mockedRunOf({ program, answers, ownAnswers, invokeAnswers })
