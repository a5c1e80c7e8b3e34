/** Data sources about who is calling, and what that is good for. */
import type { DataSource, Operation } from '../../frame/definition.ts'
import { complain } from '../../frame/fields.ts'
import { textAt, textsAt } from '../../frame/properties.ts'
import { isDenied } from '../permissions.ts'
import { issuerOf, sessionNameOf } from '../principal.ts'

const whoAmI: Operation = {
  ...{ service: 'STS', name: 'GetCallerIdentity' },
  doing: 'reading STS Caller Identity',
}

export const identity: Readonly<Record<string, DataSource>> = {
  'aws:index/getCallerIdentity:getCallerIdentity': {
    operation: whoAmI,
    answer: (_args, _view, { identity: { account, principal } }) => ({
      ...{ id: account, accountId: account, arn: principal, userId: `AIDA${account}ZEN` },
    }),
  },
  'aws:iam/getSessionContext:getSessionContext': {
    operation: { service: 'IAM', name: 'GetRole', doing: 'reading IAM Role' },
    place: 'global',
    answer: (args) => {
      const arn = textAt(args, 'arn') ?? ''
      const issuerArn = issuerOf(arn)
      const issuerName = issuerArn === arn ? '' : (issuerArn.split('/').at(-1) ?? '')
      const issuerId = issuerName === '' ? '' : `AROA${issuerName.toUpperCase()}`
      return { id: arn, arn, issuerArn, issuerName, issuerId, sessionName: sessionNameOf(arn) }
    },
  },
  'aws:iam/getPrincipalPolicySimulation:getPrincipalPolicySimulation': {
    operation: {
      ...{ service: 'IAM', name: 'SimulatePrincipalPolicy' },
      doing: 'policy simulation failed',
    },
    place: 'global',
    answer: (args, _view, session) => {
      const source = textAt(args, 'policySourceArn') ?? ''
      if (source !== issuerOf(source))
        complain(
          `policy simulation failed: Invalid Entity Arn: ${source} does not clearly define entity type and name.`,
        )
      const results = textsAt(args, 'actionNames').map((actionName) => {
        const allowed = !isDenied(session.identity, actionName)
        const decision = allowed ? 'allowed' : 'implicitDeny'
        return {
          actionName,
          allowed,
          decision,
          resourceArn: '*',
          matchedStatements: [],
          missingContextKeys: [],
          decisionDetails: {},
        }
      })
      return { ...args, id: '-', allAllowed: results.every(({ allowed }) => allowed), results }
    },
  },
}
