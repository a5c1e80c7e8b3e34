/** What AWS means when it has not enough, or this account may not have more. */
import type { ExplanationRule } from '../../shared/spec/explanation-rule.ts'

const quotas = 'https://console.aws.amazon.com/servicequotas/'

export const limitRules: readonly ExplanationRule[] = [
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
]
