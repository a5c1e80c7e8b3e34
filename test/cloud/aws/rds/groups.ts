import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse, where } from '../../frame/fields.ts'
import { listAt, type Properties, textAt, textsAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { arn, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

const nameProblem = (inputs: Properties) => {
  const name = textAt(inputs, 'name') ?? 'fine'
  const reason =
    'only lowercase alphanumeric characters, hyphens, underscores, periods, and spaces allowed in "name"'
  return /^[ .0-9a-z_-]{1,255}$/.test(name) ? [] : [{ path: 'name', reason }]
}

export const subnetGroup: ResourceType = {
  token: kinds.subnetGroup,
  operations: operations('RDS', 'RDS DB Subnet Group ({name})', [
    ...([
      'CreateDBSubnetGroup',
      'DescribeDBSubnetGroups',
      'ModifyDBSubnetGroup',
      'DeleteDBSubnetGroup',
    ] as const),
  ]),
  name: { property: 'name', longest: 255 },
  tagged: true,
  required: ['subnetIds'],
  defaults: () => ({ description: 'Managed by Pulumi' }),
  replaceOn: ['name', 'namePrefix', 'region'],
  minutes: instantly,
  retries: { delete: { codes: ['InvalidDBSubnetGroupStateFault'], minutes: 3 } },
  problems: nameProblem,
  make: ({ inputs, view }) => {
    const name = textAt(inputs, 'name') ?? ''
    if (view.find(kinds.subnetGroup, name)) {
      refuse('DBSubnetGroupAlreadyExists', `The DB subnet group '${name}' already exists.`)
    }
    const vpcId = coveredVpc(view, inputs)
    return {
      id: name,
      outputs: { arn: arn(view, 'rds', `subgrp:${name}`), vpcId, supportedNetworkTypes: ['IPV4'] },
    }
  },
  change: ({ inputs, view }) => ({ vpcId: coveredVpc(view, inputs) }),
  unmake: ({ id }, view) => {
    const [user] = where(view, kinds.databaseInstance, 'dbSubnetGroupName', id)
    if (!user) return
    const words = `because at least one database instance: ${user.outputs['identifier']} is still using it.`
    refuse('InvalidDBSubnetGroupStateFault', `Cannot delete the subnet group '${id}' ${words}`)
  },
}

function coveredVpc(view: View, inputs: Properties): string | undefined {
  const places = textsAt(inputs, 'subnetIds').map(
    (id) =>
      view.find(kinds.subnet, id) ?? refuse('InvalidSubnet', `Subnet IDs are required to be valid: ${id}`),
  )
  const zones = new Set(places.map(({ outputs }) => textAt(outputs, 'availabilityZone')))
  if (zones.size < 2) {
    const names = [...zones].join(', ')
    const words = `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${names}. Add subnets to cover at least 2 AZs.`
    refuse('DBSubnetGroupDoesNotCoverEnoughAZs', words)
  }
  return textAt(places[0]?.outputs, 'vpcId')
}

/** Of MySQL, those that somebody has a reason to set: add what a program needs. */
const parameters = [
  ...['require_secure_transport', 'log_bin_trust_function_creators', 'max_connections', 'wait_timeout'],
  ...['character_set_server', 'collation_server', 'time_zone', 'sql_mode', 'performance_schema'],
  ...['slow_query_log', 'long_query_time', 'innodb_buffer_pool_size', 'innodb_lock_wait_timeout'],
  ...['max_allowed_packet', 'tls_version', 'transaction_isolation', 'sql_require_primary_key'],
]

const families = ['mysql8.0', 'mysql8.4']

export const parameterGroup: ResourceType = {
  token: kinds.parameterGroup,
  operations: operations('RDS', 'RDS DB Parameter Group ({name})', [
    ...(['CreateDBParameterGroup', 'DescribeDBParameterGroups', 'ModifyDBParameterGroup'] as const),
    'DeleteDBParameterGroup',
  ]),
  name: { property: 'name', longest: 255 },
  tagged: true,
  required: ['family'],
  defaults: () => ({ description: 'Managed by Pulumi', skipDestroy: false }),
  replaceOn: ['name', 'namePrefix', 'family', 'description', 'region'],
  minutes: instantly,
  retries: { delete: { codes: ['InvalidDBParameterGroupState'], minutes: 3 } },
  problems: nameProblem,
  make: ({ inputs, view }) => {
    const [name = '', family = ''] = [textAt(inputs, 'name'), textAt(inputs, 'family')]
    if (view.find(kinds.parameterGroup, name)) {
      refuse('DBParameterGroupAlreadyExists', `Parameter group ${name} already exists`)
    }
    if (!families.includes(family)) {
      refuse('InvalidParameterValue', `ParameterGroupFamily ${family} is not a valid parameter group family`)
    }
    judgeParameters(inputs)
    return { id: name, outputs: { arn: arn(view, 'rds', `pg:${name}`) } }
  },
  change: ({ inputs }) => {
    judgeParameters(inputs)
    return {}
  },
  unmake: ({ id }, view) => {
    if (where(view, kinds.databaseInstance, 'parameterGroupName', id).length === 0) return
    const words = 'One or more database instances are still members of this parameter group'
    refuse('InvalidDBParameterGroupState', `${words} ${id}, so the group cannot be deleted`)
  },
}

function judgeParameters(inputs: Properties): void {
  const names = listAt(inputs, 'parameters').map((parameter) => textAt(parameter, 'name') ?? '')
  const unknown = names.find((name) => !parameters.includes(name))
  if (unknown !== undefined) refuse('InvalidParameterValue', `Could not find parameter with name: ${unknown}`)
}
