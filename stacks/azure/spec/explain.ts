/** What Azure means when it refuses, and what to do about it. */
import type { Spec } from '../../contract.ts'
import type { Explanation } from '../../program-contract.ts'
import { type ExplanationRule, explainedBy } from '../../shared/spec/explanation-rule.ts'
import { refusedPassword } from '../../shared/spec/refused-password.ts'
import { limitRules } from './limit-rules.ts'
import { loginRules } from './login-rules.ts'

const role = [
  'Let an administrator give it the role in docs/azure.md.',
  'Then run the same command again: it goes on where it was.',
]

const otherRules: readonly ExplanationRule[] = [
  refusedPassword(
    'Azure',
    /Password(?:NotComplex|ValidationFailed|TooShort|TooLong)|Password validation failed/,
  ),
  {
    pattern: /MissingSubscriptionRegistration[\s\S]*?namespace '([\w.]+)'/,
    explanation: ([namespace = '']) => ({
      message: `The service ${namespace} is not registered in this subscription, and your login may not do that.`,
      fix: [`Let somebody do it who may: az provider register --wait --namespace ${namespace}`],
    }),
  },
  {
    pattern: /cannot create already existing resource '([^']*)'/,
    explanation: ([id = ''], { name }) => ({
      message: `Something that "${name}" needs is there already: ${id}`,
      fix: [
        'If it is of an earlier deployment, destroy that first, with the --backend it was made with.',
        'Or choose another name: --name NAME',
      ],
    }),
  },
  {
    pattern: /DnsRecordInUse|ServerNameAlreadyExists|NodeResourceGroupAlreadyExists|RoleAssignmentExists/,
    explanation: (_, { name }) => ({
      message: `Somebody has a name that "${name}" needs.`,
      fix: ['Run the same command again: zen looks for another one.', 'Or choose another name: --name NAME'],
    }),
  },
  {
    pattern: /AuthorizationFailed[\s\S]*?action '([^']*)'|LinkedAuthorizationFailed[\s\S]*?action '([^']*)'/,
    explanation: ([one = '', other = '']) => ({
      message: `Your login may not ${one || other} at Azure.`,
      fix: role,
    }),
  },
  {
    pattern: /AuthorizationFailed|does not have authorization|CustomVNetMissingPermission/,
    explanation: () => ({ message: 'Your login may not do what a deployment needs at Azure.', fix: role }),
  },
  {
    pattern: /RequestDisallowedByPolicy[\s\S]*?(?:policyDefinitionDisplayName|Policy[^:]*):\s*\\?"?([^"\\]*)/,
    explanation: ([policy = '']) => ({
      message: `A policy of your organisation forbids this at Azure${policy && `: ${policy.trim()}`}.`,
      fix: ['Ask whoever looks after the subscription; tags can be given with --tag KEY=VALUE.'],
    }),
  },
  {
    pattern: /ScopeLocked/,
    explanation: () => ({
      message: 'Somebody locked what was to be removed.',
      fix: ['Take the lock away: az lock list --output table', 'Then run the same command again.'],
    }),
  },
  {
    pattern:
      /InUseSubnetCannotBeDeleted|PublicIPAddressCannotBeDeleted|CannotDeleteResource|ResourceGroupDeletion/,
    explanation: (_, { name }) => ({
      message: 'Something else still uses what was to be removed.',
      fix: [
        `What Azure needs time for is gone in some minutes, up to half an hour: run zen destroy ${name} again.`,
        'What somebody else put into the network has to be removed by them.',
      ],
    }),
  },
  {
    pattern: /SubnetMissingRequiredDelegation|missing required delegation/,
    explanation: () => ({
      message: 'The subnet of --database-subnet-id is not given to MySQL.',
      fix: [
        'Delegate it: az network vnet subnet update --ids SUBNET --delegations Microsoft.DBforMySQL/flexibleServers',
      ],
    }),
  },
  {
    pattern: /K8sVersionNotSupported|Upgrading Kubernetes version/,
    explanation: (_, { options }) => ({
      message: `AKS does not go to Kubernetes ${options['kubernetes-version'] ?? 'of this version'} from here.`,
      fix: [`See what there is: az aks get-versions --location ${options['region']} --output table`],
    }),
  },
  {
    pattern: /ParameterOutOfRange[\s\S]*?'Sku'|HighAvailabilityNotSupported|ZoneRedundantHa/,
    explanation: () => ({
      message: 'Azure does not have MySQL in this size, or not a second one of it, in this region.',
      fix: ['Choose another one: --database-class CLASS', 'Or choose another region: --region REGION'],
    }),
  },
  {
    pattern: /ENOTFOUND|ECONNREFUSED|no such host|fetch failed/,
    explanation: () => ({
      message: 'There is no answer from Azure.',
      fix: ['Look at the connection of this computer to the internet.'],
    }),
  },
]

/** The first that fits. Each text was seen in answers of the provider; the tests have one of each. */
const rules = [...loginRules, ...limitRules, ...otherRules]

/** @param message what the provider said @returns `undefined` when nobody knows better */
export function explain(message: string, spec: Spec): Explanation | undefined {
  return explainedBy(rules, message, spec)
}
