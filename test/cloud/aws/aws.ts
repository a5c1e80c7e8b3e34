/** AWS: its tables, put together. */
import type { CloudDefinition, DataSource, ResourceType, Session } from '../frame/definition.ts'
import { holdsUnknown, type Properties, propertiesAt } from '../frame/properties.ts'
import type { View } from '../frame/view.ts'
import { loadBalancer } from './balancing/load-balancer.ts'
import { autoscalingAttachment, listener, targetGroup } from './balancing/target-group.ts'
import { accessEntry, accessPolicyAssociation, podIdentityAssociation } from './eks/access.ts'
import { addon } from './eks/addon.ts'
import { cluster } from './eks/cluster.ts'
import { launchTemplate } from './eks/launch-template.ts'
import { logGroup } from './eks/log-group.ts'
import { nodeGroup } from './eks/node-group.ts'
import { arn, ec2Id } from './fields.ts'
import { clusters } from './functions/clusters.ts'
import { identity } from './functions/identity.ts'
import { listings } from './functions/listings.ts'
import { offers } from './functions/offers.ts'
import { tagging } from './functions/tagging.ts'
import { role, rolePolicyAttachment } from './iam/role.ts'
import * as kinds from './kinds.ts'
import { leftover } from './leftovers.ts'
import { eip } from './network/eip.ts'
import { natGateway } from './network/nat-gateway.ts'
import { networkInterface } from './network/network-interface.ts'
import { route, routeTable, routeTableAssociation } from './network/routing.ts'
import { egressRule, ingressRule, securityGroup } from './network/security-group.ts'
import { subnet } from './network/subnet.ts'
import { furniture, internetGateway, vpc } from './network/vpc.ts'
import { permit } from './permissions.ts'
import { quotas } from './quotas.ts'
import { parameterGroup, subnetGroup } from './rds/groups.ts'
import { instance } from './rds/instance.ts'
import { signIn } from './sign-in.ts'
import { words } from './words.ts'

/** Kinds that clusters, databases and tests leave around. */
const leftovers = [kinds.instance, kinds.autoscalingGroup, kinds.volume, kinds.snapshot, kinds.retainedBackup]

const types: readonly ResourceType[] = [
  ...[
    vpc,
    internetGateway,
    subnet,
    routeTable,
    route,
    routeTableAssociation,
    eip,
    natGateway,
    networkInterface,
  ],
  ...[securityGroup, ingressRule, egressRule],
  ...[role, rolePolicyAttachment],
  ...[
    logGroup,
    launchTemplate,
    cluster,
    nodeGroup,
    addon,
    accessEntry,
    accessPolicyAssociation,
    podIdentityAssociation,
  ],
  ...[subnetGroup, parameterGroup, instance],
  ...[loadBalancer, targetGroup, listener, autoscalingAttachment],
  ...leftovers.map(leftover),
]

const functions: Readonly<Record<string, DataSource>> = {
  ...listings,
  ...identity,
  ...offers,
  ...clusters,
  ...tagging,
}

export const aws: CloudDefinition = {
  package: 'aws',
  types: Object.fromEntries(types.map((type) => [type.token, type])),
  functions,
  quotas: Object.fromEntries(Object.entries(quotas).map(([code, { value }]) => [code, value])),
  signIn,
  permit,
  prepare: withProviderTags,
  words,
  furnish,
  leftovers,
}

/** `tagsAll` is what a thing really carries: the provider's tags, and its own. */
function withProviderTags({ tagged }: ResourceType, inputs: Properties, { config }: Session): Properties {
  if (!tagged || holdsUnknown(inputs['tags'])) return inputs
  const tagsAll = { ...propertiesAt(config, 'defaultTags.tags'), ...propertiesAt(inputs, 'tags') }
  return { ...inputs, tagsAll }
}

/** Every region of a new account has a default VPC. */
function furnish(view: View): void {
  if (view.region === 'global') return
  const id = ec2Id('vpc')
  const outputs = {
    cidrBlock: '172.31.0.0/16',
    isDefault: true,
    ...furniture(view, id),
    arn: arn(view, 'ec2', `vpc/${id}`),
  }
  view.add({ type: kinds.vpc, id, madeBy: 'account', inputs: {}, outputs })
}
