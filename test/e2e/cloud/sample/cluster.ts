import { AccessEntry } from '@pulumi/aws/eks/accessEntry.js'
import { AccessPolicyAssociation } from '@pulumi/aws/eks/accessPolicyAssociation.js'
import { Addon } from '@pulumi/aws/eks/addon.js'
import { Cluster } from '@pulumi/aws/eks/cluster.js'
import { getClusterAuthOutput } from '@pulumi/aws/eks/getClusterAuth.js'
import { NodeGroup } from '@pulumi/aws/eks/nodeGroup.js'
import { getCallerIdentityOutput } from '@pulumi/aws/getCallerIdentity.js'
import { getSessionContextOutput } from '@pulumi/aws/iam/getSessionContext.js'
import { Role } from '@pulumi/aws/iam/role.js'
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment.js'
import type { Network } from './network.ts'
import type { Sample } from './program.ts'

export type Kubernetes = ReturnType<typeof cluster>

/** With one group of nodes, the usual add-ons and access for whoever deploys. */
export function cluster({ options, provider }: Sample, { closed, routes }: Network) {
  const { name, nodes = 1, nodeType = 't3.large', protected: isProtected = true } = options
  const opts = { provider }
  const [own, ownPolicies] = role('cluster', 'eks.amazonaws.com', ['AmazonEKSClusterPolicy'])
  const [nodeRole, nodePolicies] = role('nodes', 'ec2.amazonaws.com', [
    ...['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'],
  ])
  const [volumeRole, volumePolicies] = role('volumes', 'pods.eks.amazonaws.com', [
    'service-role/AmazonEBSCSIDriverPolicy',
  ])
  const subnetIds = closed.map(({ id }) => id)
  const eks = new Cluster(
    'cluster',
    {
      ...{ name, roleArn: own.arn, bootstrapSelfManagedAddons: false, deletionProtection: isProtected },
      vpcConfig: { subnetIds, endpointPrivateAccess: true, endpointPublicAccess: true },
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      upgradePolicy: { supportType: 'STANDARD' },
    },
    { ...opts, dependsOn: [...ownPolicies, ...routes] },
  )
  const caller = getCallerIdentityOutput({}, opts)
  const { issuerArn: principalArn } = getSessionContextOutput({ arn: caller.arn }, opts)
  const entry = new AccessEntry('deployer', { clusterName: eks.name, principalArn }, opts)
  const access = new AccessPolicyAssociation(
    'deployer',
    {
      ...{ clusterName: eks.name, principalArn: entry.principalArn, accessScope: { type: 'cluster' } },
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
    },
    opts,
  )
  const early = ['vpc-cni', 'kube-proxy'].map((addonName) => addon(addonName, []))
  const group = new NodeGroup(
    'nodes',
    {
      ...{ clusterName: eks.name, nodeGroupName: name, nodeRoleArn: nodeRole.arn, subnetIds, diskSize: 50 },
      ...{
        instanceTypes: [nodeType],
        amiType: 'AL2023_x86_64_STANDARD',
        updateConfig: { maxUnavailable: 1 },
      },
      scalingConfig: { minSize: nodes, desiredSize: nodes, maxSize: 3 },
    },
    { ...opts, dependsOn: [...nodePolicies, ...early] },
  )
  const late = ['coredns', 'eks-pod-identity-agent'].map((addonName) => addon(addonName, [group]))
  const links = [{ serviceAccount: 'ebs-csi-controller-sa', roleArn: volumeRole.arn }]
  const volumes = addon('aws-ebs-csi-driver', [group, ...volumePolicies], links)
  const { token } = getClusterAuthOutput({ name: eks.name }, { ...opts, dependsOn: [group] })
  return { cluster: eks, group, token, ready: [access, ...late, volumes] }

  function role(kind: string, service: string, policies: readonly string[]) {
    const trust = {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    }
    const assumeRolePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [trust] })
    const made = new Role(kind, { name: `${name}-${kind}`, assumeRolePolicy }, opts)
    const attached = policies.map(
      (policy) =>
        new RolePolicyAttachment(
          `${kind}-${policy.split('/').at(-1)}`,
          { role: made.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
          opts,
        ),
    )
    return [made, attached] as const
  }

  function addon(
    addonName: string,
    dependsOn: readonly (NodeGroup | RolePolicyAttachment)[],
    podIdentityAssociations: { serviceAccount: string; roleArn: Role['arn'] }[] = [],
  ) {
    const args = {
      clusterName: eks.name,
      addonName,
      resolveConflictsOnCreate: 'OVERWRITE',
      podIdentityAssociations,
    }
    return new Addon(addonName, args, { ...opts, dependsOn: [...dependsOn] })
  }
}
