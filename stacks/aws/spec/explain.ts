/** What AWS means when it refuses, and what to do about it. The first that fits. */
import type { Spec } from '../../contract.ts'
import type { Explanation } from '../../program-contract.ts'

interface Rule {
  readonly pattern: RegExp
  /** @param found what the groups of the pattern matched */
  readonly explanation: (found: readonly string[], spec: Spec) => Explanation
}

const quotas = 'https://console.aws.amazon.com/servicequotas/'

/** Each text was seen in answers of the provider; the tests have one of each. */
const rules: readonly Rule[] = [
  {
    pattern: /No valid credential sources|no EC2 IMDS role found|failed to refresh cached credentials/i,
    explanation: () => ({
      message: 'There is no login for AWS on this computer.',
      fix: [
        'Log in, with: aws configure, or aws configure sso',
        'Or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      ],
    }),
  },
  {
    pattern:
      /ExpiredToken|token included in the request is expired|SSO session .*(expired|invalid)|refresh cached SSO token/i,
    explanation: () => ({
      message: 'Your login for AWS has expired.',
      fix: ['Log in again, with: aws sso login', 'Then run the same command again: it goes on where it was.'],
    }),
  },
  {
    pattern: /InvalidClientTokenId|SignatureDoesNotMatch|AuthFailure: AWS was not able to validate/,
    explanation: () => ({
      message: 'AWS does not accept these credentials.',
      fix: [
        'See whose they are, with: aws sts get-caller-identity',
        'Keys may have been deleted or mistyped: make new ones, or log in with: aws sso login',
      ],
    }),
  },
  {
    pattern: /AWS account ID not allowed: (\d+)/,
    explanation: ([account = ''], { name }) => ({
      message: `"${name}" is in another AWS account than the one of your login, ${account}.`,
      fix: ['Use a login of that account, for example: export AWS_PROFILE=PROFILE'],
    }),
  },
  {
    pattern: /Invalid AWS Region: (\S+)|invalid region|could not resolve endpoint|no such host/i,
    explanation: (_, { options }) => ({
      message: `There is no answer from AWS in the region ${options['region']}.`,
      fix: [
        'Choose another one: --region REGION',
        'If the name is right, look at the connection of this computer to the internet.',
      ],
    }),
  },
  {
    pattern: /OptInRequired|not authorized to perform .* because (?:the )?region|region .* is not enabled/i,
    explanation: (_, { options }) => ({
      message: `The region ${options['region']} is not enabled in this account.`,
      fix: [
        'Enable it: https://console.aws.amazon.com/billing/home#/account',
        'Or choose another one: --region REGION',
      ],
    }),
  },
  {
    pattern: /VpcLimitExceeded/,
    explanation: () => ({
      message: 'This account has as many VPCs in this region as it may.',
      fix: [
        'Use one that is there: --vpc-id VPC --subnet-ids SUBNET --subnet-ids SUBNET --public-subnet-ids SUBNET',
        `Or ask for more: ${quotas}`,
      ],
    }),
  },
  {
    pattern: /AddressLimitExceeded/,
    explanation: () => ({
      message: 'This account has as many elastic IP addresses in this region as it may.',
      fix: [
        'Release those that nobody uses: https://console.aws.amazon.com/vpc/home#Addresses:',
        `Or ask for more: ${quotas}`,
      ],
    }),
  },
  {
    pattern: /VcpuLimitExceeded|current vCPU limit/,
    explanation: () => ({
      message: 'This account may not start as many processors (vCPU) in this region.',
      fix: [
        `Ask for more, which takes minutes to hours: ${quotas}`,
        'Or take smaller nodes, or fewer: --node-type t3.medium --nodes 1',
      ],
    }),
  },
  {
    pattern: /InsufficientInstanceCapacity|InsufficientDBInstanceCapacity/,
    explanation: () => ({
      message: 'AWS has no machine of this size left at the moment.',
      fix: [
        'Run the same command again later.',
        'Or take another size: --node-type TYPE, --database-class CLASS',
      ],
    }),
  },
  {
    pattern: /UnsupportedAvailabilityZoneException/,
    explanation: () => ({
      message: 'EKS can not be in one of the zones that were chosen.',
      fix: [
        'Choose subnets in other zones: --subnet-ids SUBNET',
        'Or choose another region: --region REGION',
      ],
    }),
  },
  {
    pattern: /NodeCreationFailure|Instances failed to join the kubernetes cluster/,
    explanation: (_, { options }) => ({
      message: 'The nodes started, but did not reach the cluster.',
      fix: [
        options['subnet-ids'] === undefined
          ? 'Run the same command again.'
          : 'See that a NAT gateway leads out of the subnets of --subnet-ids, and that their VPC has DNS hostnames.',
      ],
    }),
  },
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

/** @param message what the provider said @returns `undefined` when nobody knows better */
export function explain(message: string, spec: Spec): Explanation | undefined {
  for (const { pattern, explanation } of rules) {
    const found = pattern.exec(message)
    if (found)
      return explanation(
        found.slice(1).map((group) => group ?? ''),
        spec,
      )
  }
  return undefined
}
