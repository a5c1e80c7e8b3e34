import type { ResourceType } from '../../frame/definition.ts'
import { refuse, where } from '../../frame/fields.ts'
import { flagAt, type Properties, propertiesAt, textAt, textsAt } from '../../frame/properties.ts'
import { type CloudObject, ownerKey, type View } from '../../frame/view.ts'
import { freshHex } from '../../frame/world.ts'
import { defaultClusterVersion } from '../catalogue.ts'
import { arn, ec2Id, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'
import { plugIn } from '../network/network-interface.ts'
import { isUsed } from '../network/security-group.ts'
import { issuerOf } from '../principal.ts'
import { judgeCluster, judgeVersion, networkOf } from './cluster-rules.ts'

export const cluster: ResourceType = {
  token: kinds.cluster,
  operations: operations('EKS', 'EKS Cluster ({name})', [
    ...(['CreateCluster', 'DescribeCluster', 'UpdateClusterConfig', 'DeleteCluster'] as const),
  ]),
  name: { property: 'name', longest: 100 },
  tagged: true,
  required: ['roleArn', 'vpcConfig.subnetIds'],
  defaults: () => ({ bootstrapSelfManagedAddons: true }),
  replaceOn: [
    ...['name', 'roleArn', 'bootstrapSelfManagedAddons', 'encryptionConfig', 'outpostConfig', 'region'],
    ...['accessConfig.bootstrapClusterCreatorAdminPermissions', 'kubernetesNetworkConfig.serviceIpv4Cidr'],
    'kubernetesNetworkConfig.ipFamily',
  ],
  settledByCloud: [
    'version',
    'accessConfig',
    'kubernetesNetworkConfig',
    'upgradePolicy',
    'deletionProtection',
  ],
  inside: ['vpcConfig.clusterSecurityGroupId', 'vpcConfig.vpcId'],
  minutes: { create: 9, update: 3, delete: 3 },
  timeouts: { create: 30, update: 60, delete: 15 },
  retries: {
    create: { codes: ['InvalidParameterException'], says: /does not exist/, minutes: 2 },
    delete: { codes: ['ResourceInUseException'], says: /being created|in progress/, minutes: 10 },
  },
  status: {
    property: 'status',
    words: { creating: 'CREATING', ready: 'ACTIVE', updating: 'UPDATING', deleting: 'DELETING' },
  },
  problems: (inputs) => {
    const name = textAt(inputs, 'name') ?? ''
    const isFine = name === '' || (/^[0-9A-Za-z][0-9A-Za-z_-]*$/.test(name) && name.length <= 100)
    const reason =
      'invalid value for name (must contain only alphanumeric characters, dashes and underscores)'
    return isFine ? [] : [{ path: 'name', reason }]
  },
  make: ({ inputs, view, session }) => {
    const name = textAt(inputs, 'name') ?? ''
    judgeCluster(view, inputs, name)
    const place = networkOf(view, inputs)
    const group = clusterGroup(view, name, place.vpcId)
    for (const subnetId of place.subnetIds.slice(0, 2)) {
      plugIn(view, {
        subnetId,
        securityGroups: [group],
        owner: ownerKey({ type: kinds.cluster, id: name }),
        description: `Amazon EKS ${name}`,
      })
    }
    keepLogs(view, inputs, name)
    return {
      id: name,
      outputs: {
        ...settled(inputs),
        ...identity(view, name, group, inputs, place.vpcId),
        __createdBy: issuerOf(session.identity.principal),
      },
    }
  },
  change: ({ inputs, object, view }) => {
    judgeVersion(textAt(object.outputs, 'version') ?? '', textAt(inputs, 'version'))
    keepLogs(view, inputs, object.id)
    const { clusterSecurityGroupId, vpcId } = propertiesAt(object.outputs, 'vpcConfig')
    const { vpcConfig, ...rest } = settled({ version: object.outputs['version'], ...inputs })
    return { ...rest, vpcConfig: { ...vpcConfig, clusterSecurityGroupId, vpcId } }
  },
  unmake: ({ id, outputs, phase }, view) => {
    if (phase === 'creating') refuse('ResourceInUseException', `Cluster ${id} is being created`, 409)
    if (where(view, kinds.nodeGroup, 'clusterName', id).length > 0) {
      refuse('ResourceInUseException', 'Cluster has nodegroups attached', 409)
    }
    if (flagAt(outputs, 'deletionProtection')) {
      refuse('InvalidRequestException', `Cluster ${id} has deletion protection enabled and can't be deleted`)
    }
  },
  gone: (object, view) => {
    const inside = [
      kinds.addon,
      kinds.accessEntry,
      kinds.accessPolicyAssociation,
      kinds.podIdentityAssociation,
    ]
    for (const part of inside.flatMap((type) => where(view, type, 'clusterName', object.id)))
      view.remove(part)
    const groupId = textAt(object.outputs, 'vpcConfig.clusterSecurityGroupId')
    const group = view.find(kinds.securityGroup, groupId ?? '')
    // EKS leaves it behind when something still hangs on it.
    if (group && !isUsed(group, view)) view.remove(group)
  },
}

/** EKS makes it, with the cluster and for its nodes. */
function clusterGroup(view: View, name: string, vpcId: string): string {
  const id = ec2Id('sg')
  view.add({
    ...{ type: kinds.securityGroup, id, madeBy: 'cloud', inputs: {} },
    outputs: {
      ...{ name: `eks-cluster-sg-${name}-${Number.parseInt(freshHex(8), 16)}`, vpcId },
      ...{
        arn: arn(view, 'ec2', `security-group/${id}`),
        description: 'EKS created security group applied to ENI',
      },
      tagsAll: { 'aws:eks:cluster-name': name, [`kubernetes.io/cluster/${name}`]: 'owned' },
    },
  })
  return id
}

/** It stays when the cluster goes. */
function keepLogs(view: View, inputs: Properties, name: string): void {
  const id = `/aws/eks/${name}/cluster`
  if (textsAt(inputs, 'enabledClusterLogTypes').length === 0 || view.find(kinds.logGroup, id)) return
  const outputs = { name: id, arn: arn(view, 'logs', `log-group:${id}`), tagsAll: {} }
  view.add({ type: kinds.logGroup, id, madeBy: 'cloud', inputs: {}, outputs })
}

/** With what EKS fills in. */
function settled(inputs: Properties) {
  const access = { authenticationMode: 'CONFIG_MAP', bootstrapClusterCreatorAdminPermissions: true }
  const network = {
    endpointPublicAccess: true,
    endpointPrivateAccess: false,
    publicAccessCidrs: ['0.0.0.0/0'],
  }
  const addresses = { serviceIpv4Cidr: '172.20.0.0/16', ipFamily: 'ipv4' }
  return {
    deletionProtection: false,
    ...inputs,
    version: textAt(inputs, 'version') ?? defaultClusterVersion,
    upgradePolicy: { supportType: 'EXTENDED', ...propertiesAt(inputs, 'upgradePolicy') },
    accessConfig: { ...access, ...propertiesAt(inputs, 'accessConfig') },
    kubernetesNetworkConfig: { ...addresses, ...propertiesAt(inputs, 'kubernetesNetworkConfig') },
    vpcConfig: { ...network, ...propertiesAt(inputs, 'vpcConfig') },
  }
}

/** What is the cluster's own, for as long as it lives. */
function identity(view: View, name: string, group: string, inputs: Properties, vpcId: string) {
  const node = view.settings.nodes[name] ?? view.settings.nodes['*']
  const number = freshHex(32).toUpperCase()
  const authority =
    view.settings.internet?.authority ?? Buffer.from(`authority of ${number}`).toString('base64')
  const { vpcConfig } = settled(inputs)
  return {
    arn: arn(view, 'eks', `cluster/${name}`),
    endpoint: node?.endpoint ?? `https://${number}.gr7.${view.region}.eks.amazonaws.com`,
    certificateAuthority: { data: node?.ca ?? authority },
    identities: [{ oidcs: [{ issuer: `https://oidc.eks.${view.region}.amazonaws.com/id/${number}` }] }],
    platformVersion: 'eks.9',
    createdAt: new Date(view.now).toISOString(),
    vpcConfig: { ...vpcConfig, clusterSecurityGroupId: group, vpcId },
  }
}

/** The cluster that something belongs to. @throws as EKS does */
export function clusterFor(view: View, name: string | undefined): CloudObject {
  return (
    view.find(kinds.cluster, name ?? '') ??
    refuse('ResourceNotFoundException', `No cluster found for name: ${name}.`, 404)
  )
}
