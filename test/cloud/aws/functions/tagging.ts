/** The Resource Groups Tagging API: what carries which tags. It lags, and knows nothing of IAM. */
import type { DataSource } from '../../frame/definition.ts'
import { listAt, textAt, textsAt } from '../../frame/properties.ts'
import type { CloudObject } from '../../frame/view.ts'
import * as kinds from '../kinds.ts'
import { tagsOf } from './filters.ts'

export const tagging: Readonly<Record<string, DataSource>> = {
  'aws:resourcegroupstaggingapi/getResources:getResources': {
    operation: {
      ...{ service: 'Resource Groups Tagging API', name: 'GetResources' },
      doing: 'reading Resource Groups Tagging API Resources',
    },
    answer: (args, view) => {
      const filters = listAt(args, 'tagFilters')
      const those = view.seen().filter((object) => filters.every((filter) => fits(object, filter)))
      const told = those.flatMap((object) => {
        const resourceArn = arnOf(object)
        return resourceArn === undefined ? [] : [{ resourceArn, tags: tagsOf(object), complianceDetails: [] }]
      })
      return { ...args, id: 'aws', region: view.region, resourceTagMappingLists: told }
    },
  },
}

/** The provider does not tell the ARNs of all kinds. */
function arnOf({ type, id, account, region, outputs }: CloudObject): string | undefined {
  if (type === kinds.natGateway) return `arn:aws:ec2:${region}:${account}:natgateway/${id}`
  return textAt(outputs, 'arn')
}

function fits(object: CloudObject, filter: unknown): boolean {
  const [key = '', values] = [textAt(filter, 'key'), textsAt(filter, 'values')]
  const value = tagsOf(object)[key]
  return value !== undefined && (values.length === 0 || values.includes(String(value)))
}
