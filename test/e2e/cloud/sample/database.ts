import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup.js'
import { Instance } from '@pulumi/aws/rds/instance.js'
import { ParameterGroup } from '@pulumi/aws/rds/parameterGroup.js'
import { SubnetGroup } from '@pulumi/aws/rds/subnetGroup.js'
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc/securityGroupIngressRule.js'
import { secret } from '@pulumi/pulumi'
import type { Kubernetes } from './cluster.ts'
import type { Network } from './network.ts'
import type { Sample } from './program.ts'

export const samplePassword = 'Abcdefgh12345678'

/** MySQL that only the cluster reaches. */
export function database(
  { options, provider }: Sample,
  { vpc, closed }: Network,
  { cluster }: Kubernetes,
): Instance {
  const { name, instanceClass = 'db.t4g.small', protected: isProtected = true } = options
  const opts = { provider }
  const group = new SecurityGroup('database', { vpcId: vpc.id, name: `${name}-database` }, opts)
  const port = { ipProtocol: 'tcp', fromPort: 3306, toPort: 3306 }
  const referencedSecurityGroupId = cluster.vpcConfig.clusterSecurityGroupId
  new SecurityGroupIngressRule(
    'database',
    { securityGroupId: group.id, ...port, referencedSecurityGroupId },
    opts,
  )
  const subnets = new SubnetGroup('database', { name, subnetIds: closed.map(({ id }) => id) }, opts)
  const parameters = new ParameterGroup(
    'database',
    { name, family: 'mysql8.4', parameters: [{ name: 'require_secure_transport', value: '1' }] },
    opts,
  )
  return new Instance(
    'database',
    {
      ...{ identifier: name, engine: 'mysql', engineVersion: '8.4', instanceClass, allocatedStorage: 20 },
      ...{ storageType: 'gp3', storageEncrypted: true, dbName: 'zenml', username: 'zenml' },
      ...{ password: secret(samplePassword), publiclyAccessible: false, backupRetentionPeriod: 7 },
      ...{ dbSubnetGroupName: subnets.name, parameterGroupName: parameters.name, applyImmediately: true },
      ...{ vpcSecurityGroupIds: [group.id], deletionProtection: isProtected },
      ...{ skipFinalSnapshot: false, finalSnapshotIdentifier: `${name}-last`, copyTagsToSnapshot: true },
    },
    opts,
  )
}
