/** What AWS means when it refuses, and what to do about it. */
import type { Spec } from '../../contract.ts'
import type { Explanation } from '../../program-contract.ts'
import { type ExplanationRule, explainedBy } from '../../shared/spec/explanation-rule.ts'
import { refusedPassword } from '../../shared/spec/refused-password.ts'
import { limitRules } from './limit-rules.ts'
import { loginRules } from './login-rules.ts'

const otherRules: readonly ExplanationRule[] = [
  refusedPassword('AWS', /MasterUserPassword is not a valid password/),
  {
    pattern:
      /DBSnapshotAlreadyExists|(?:EntityAlreadyExists|ResourceInUseException: Cluster already exists|DBInstanceAlreadyExists|DuplicateLoadBalancerName)/,
    explanation: (_, { name }) => ({
      message: `Something with a name that "${name}" needs is there already.`,
      fix: [
        'If it is of an earlier deployment, destroy that first, with the --backend it was made with.',
        'Or choose another name: --name NAME',
      ],
    }),
  },
  {
    pattern: /InvalidParameterCombination: .*(db\.[\w.]+)|Cannot find .*instance class/,
    explanation: ([size = '']) => ({
      message: `RDS does not have MySQL in this size${size && ` (${size})`} in this region.`,
      fix: ['Choose another one: --database-class CLASS'],
    }),
  },
  {
    pattern:
      /(?:UnauthorizedOperation|AccessDenied(?:Exception)?|not authorized to perform)[\s\S]*?((?:ec2|eks|rds|iam|elasticloadbalancing|autoscaling|logs|sts):\w+)/,
    explanation: ([action = '']) => ({
      message: `Your login may not ${action} at AWS.`,
      fix: [
        'Let an administrator give it the policy in docs/aws.md.',
        'Then run the same command again: it goes on where it was.',
      ],
    }),
  },
  {
    pattern: /UnauthorizedOperation|AccessDenied/,
    explanation: () => ({
      message: 'Your login may not do what a deployment needs at AWS.',
      fix: [
        'Let an administrator give it the policy in docs/aws.md.',
        'Then run the same command again: it goes on where it was.',
      ],
    }),
  },
  {
    pattern: /DependencyViolation|has some mapped public address|InvalidIPAddress\.InUse/,
    explanation: (_, { name }) => ({
      message: 'Something else still uses what was to be removed.',
      fix: [
        `What AWS needs time for is gone in some minutes: run zen destroy ${name} again.`,
        'What somebody else put into the network (peerings, endpoints, security groups) has to be removed by them.',
      ],
    }),
  },
  {
    pattern: /RequestLimitExceeded|Throttling|Rate exceeded/i,
    explanation: () => ({
      message: 'AWS takes no more requests of this account for the moment.',
      fix: ['Run the same command again in a few minutes: it goes on where it was.'],
    }),
  },
]

/** The first that fits. Each text was seen in answers of the provider; the tests have one of each. */
const rules = [...loginRules, ...limitRules, ...otherRules]

/** @param message what the provider said @returns `undefined` when nobody knows better */
export function explain(message: string, spec: Spec): Explanation | undefined {
  return explainedBy(rules, message, spec)
}
