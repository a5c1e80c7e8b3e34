/** What Google Cloud means when it refuses, and what to do about it. */
import type { Spec } from '../../contract.ts'
import type { Explanation } from '../../program-contract.ts'
import { type ExplanationRule, explainedBy } from '../../shared/spec/explanation-rule.ts'
import { refusedPassword } from '../../shared/spec/refused-password.ts'
import { limitRules } from './limit-rules.ts'
import { loginRules } from './login-rules.ts'

const giveRole = 'Let an administrator give it the role in docs/gcp.md.'
const goesOn = 'Then run the same command again: it goes on where it was.'

const otherRules: readonly ExplanationRule[] = [
  refusedPassword(
    'Google Cloud',
    /INVALID_PASSWORD|[Pp]assword (?:should contain|is too long|does not meet|must)/,
  ),
  {
    pattern: /can't reuse the name|name of the deleted instance|unable to reuse/i,
    explanation: () => ({
      message: 'Cloud SQL gives the name of a database that was deleted to nobody for a week.',
      fix: ['Choose another name for the deployment: --name NAME'],
    }),
  },
  {
    pattern: /alreadyExists|Already exists: |ALREADY_EXISTS|instanceAlreadyExists/,
    explanation: (_, { name }) => ({
      message: `Something with a name that "${name}" needs is there already.`,
      fix: [
        'If it is of an earlier deployment, destroy that first, with the --backend it was made with.',
        'Or choose another name: --name NAME',
      ],
    }),
  },
  {
    pattern: /Producer services .* are still using this connection/,
    explanation: (_, { name }) => ({
      message: 'Cloud SQL still keeps the way to a database that is gone, for some days.',
      fix: [
        `Remove it: gcloud compute networks peerings delete servicenetworking-googleapis-com --network zen-${name}-network`,
        `Then run zen destroy ${name} again.`,
      ],
    }),
  },
  {
    pattern: /private services connection|NETWORK_NOT_PEERED/i,
    explanation: () => ({
      message: 'The network has no private services access, through which Cloud SQL is reached.',
      fix: ['Set it up: https://cloud.google.com/sql/docs/mysql/configure-private-services-access', goesOn],
    }),
  },
  {
    pattern: /Invalid Tier \(([\w-]+)\)|Invalid machine type|invalid tier/i,
    explanation: ([tier = '']) => ({
      message: `Cloud SQL does not have MySQL on this machine${tier && ` (${tier})`} here.`,
      fix: ['Choose another one: --database-class CLASS'],
    }),
  },
  {
    pattern: /deletion_protection|instance is protected|deletion protection/i,
    explanation: (_, { name }) => ({
      message: 'It is protected from being deleted.',
      fix: [`zen destroy lifts that: zen destroy ${name}`],
    }),
  },
  {
    pattern: /already being used by '([^']*)'|resourceInUseByAnotherResource/,
    explanation: ([user = ''], { name }) => ({
      message: `Something else still uses what was to be removed${user && `: ${user}`}.`,
      fix: [
        `What Google Cloud needs time for is gone in some minutes: run zen destroy ${name} again.`,
        'What somebody else put into the network has to be removed by them.',
      ],
    }),
  },
  {
    pattern:
      /(?:Required|Permission) ['"]?((?:compute|container|cloudsql|iam|resourcemanager|serviceusage|servicenetworking)\.[\w.]+)['"]?/,
    explanation: ([permission = '']) => ({
      message: `Your login may not ${permission} at Google Cloud.`,
      fix: [giveRole, goesOn],
    }),
  },
  {
    pattern: /Error 403|PERMISSION_DENIED|notAuthorized/,
    explanation: () => ({
      message: 'Your login may not do what a deployment needs at Google Cloud.',
      fix: [giveRole, goesOn],
    }),
  },
]

/** The first that fits. Each text was seen in answers of the provider; the tests have one of each. */
const rules = [...loginRules, ...limitRules, ...otherRules]

/** @param message what the provider said @returns `undefined` when nobody knows better */
export function explain(message: string, spec: Spec): Explanation | undefined {
  return explainedBy(rules, message, spec)
}
