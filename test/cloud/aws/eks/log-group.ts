import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse } from '../../frame/fields.ts'
import { textAt } from '../../frame/properties.ts'
import { arn, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

/** Where a cluster writes its logs. EKS makes one that is not there, and leaves it. */
export const logGroup: ResourceType = {
  token: kinds.logGroup,
  operations: operations('CloudWatch Logs', 'CloudWatch Logs Log Group ({name})', [
    ...(['CreateLogGroup', 'DescribeLogGroups', 'PutRetentionPolicy', 'DeleteLogGroup'] as const),
  ]),
  name: { property: 'name', longest: 512 },
  tagged: true,
  required: [],
  defaults: () => ({ retentionInDays: 0, skipDestroy: false }),
  replaceOn: ['name', 'namePrefix', 'logGroupClass', 'region'],
  settledByCloud: ['logGroupClass'],
  minutes: instantly,
  make: ({ inputs, view }) => {
    const id = textAt(inputs, 'name') ?? ''
    if (view.find(kinds.logGroup, id)) {
      refuse('ResourceAlreadyExistsException', 'The specified log group already exists')
    }
    return { id, outputs: { arn: arn(view, 'logs', `log-group:${id}`), logGroupClass: 'STANDARD' } }
  },
}
