/** Roles: what the cluster, its nodes and its add-ons may do at AWS. Policies are AWS's own. */
import { Role } from '@pulumi/aws/iam/role.js'
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment.js'
import type { Resource } from '@pulumi/pulumi'
import { type Cloud, inCloud, nameTag } from './cloud.ts'
import { roleName } from './spec/names.ts'
import { partitionOf } from './spec/regions.ts'

export interface GrantedRole {
  readonly role: Role
  /** Without these the role may do nothing. */
  readonly grants: readonly Resource[]
}

interface RoleWish {
  /** `cluster`: part of the names. */
  readonly use: string
  /** The service that acts as it: `eks`. */
  readonly service: string
  readonly actions?: readonly string[]
  readonly policies: readonly string[]
}

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html */
export function clusterRole(cloud: Cloud): GrantedRole {
  return grantedRole(cloud, { use: 'cluster', service: 'eks', policies: ['AmazonEKSClusterPolicy'] })
}

/** https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html */
export function nodeRole(cloud: Cloud): GrantedRole {
  return grantedRole(cloud, {
    use: 'nodes',
    service: 'ec2',
    policies: ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'],
  })
}

/** Of the driver that makes volumes: https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html */
export function volumeRole(cloud: Cloud): GrantedRole {
  return grantedRole(cloud, {
    use: 'volumes',
    service: 'pods.eks',
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    policies: ['service-role/AmazonEBSCSIDriverPolicy'],
  })
}

function grantedRole(cloud: Cloud, { use, service, actions, policies }: RoleWish): GrantedRole {
  const resource = `role-${use}`
  const role = new Role(
    resource,
    {
      name: roleName(cloud.aws, use),
      assumeRolePolicy: trustPolicy(service, actions),
      tags: nameTag(cloud, resource),
    },
    inCloud(cloud),
  )
  const grants = policies.map(
    (policy) =>
      new RolePolicyAttachment(
        `${resource}-${policy.split('/').at(-1)}`,
        { role: role.name, policyArn: `arn:${partitionOf(cloud.aws.region)}:iam::aws:policy/${policy}` },
        inCloud(cloud),
      ),
  )
  return { role, grants }
}

/** Who may act as a role. @param service first part of the service's name: `eks` */
export function trustPolicy(service: string, actions: readonly string[] = ['sts:AssumeRole']): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: actions }],
  })
}
