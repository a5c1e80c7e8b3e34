/** What Azure means when it has not enough, or this subscription may not have more. */
import type { ExplanationRule } from '../../shared/spec/explanation-rule.ts'

export const quotaPage = 'https://portal.azure.com/#view/Microsoft_Azure_Capacity/QuotaMenuBlade/~/myQuotas'

export const limitRules: readonly ExplanationRule[] = [
  {
    pattern: /InsufficientVCPUQuota|exceeding approved .*Cores? quota|QuotaExceeded[\s\S]*[Cc]ores?/,
    explanation: (_, { options }) => ({
      message: `This subscription may not have as many processors (vCPU) in ${options['region']}.`,
      fix: [
        `Ask for more, which takes minutes to days: ${quotaPage}`,
        'Or take smaller nodes, or fewer: --node-type Standard_D2as_v5 --nodes 1',
      ],
    }),
  },
  {
    pattern: /PublicIPCountLimitReached/,
    explanation: () => ({
      message: 'This subscription has as many public IP addresses in this region as it may.',
      fix: [
        'Delete those that nobody uses: az network public-ip list --output table',
        `Or ask for more: ${quotaPage}`,
      ],
    }),
  },
  {
    pattern:
      /The VM size of (\S+) is not allowed in your subscription|SkuNotAvailable|NotAvailableForSubscription/,
    explanation: ([size = ''], { options }) => ({
      message: `This subscription gets no nodes of this size${size && ` (${size})`} in ${options['region']}.`,
      fix: ['Choose another size: --node-type TYPE', 'Or choose another region: --region REGION'],
    }),
  },
  {
    pattern: /ProvisionNotSupportedForRegion|ProvisioningDisabled/,
    explanation: (_, { options }) => ({
      message: `This subscription gets no MySQL in ${options['region']}.`,
      fix: [
        'Choose another region: --region REGION',
        'Or ask for this one: https://aka.ms/mysqlregionaccess',
        'Or keep the data elsewhere: --database in-cluster, or the URL of a MySQL',
      ],
    }),
  },
  {
    pattern: /ZonalAllocationFailed|AllocationFailed|OverconstrainedAllocation/,
    explanation: () => ({
      message: 'Azure has no machine of this size left at the moment.',
      fix: ['Run the same command again later.', 'Or take another size: --node-type TYPE'],
    }),
  },
  {
    pattern: /TooManyRequests|Status=429|SubscriptionRequestsThrottled/,
    explanation: () => ({
      message: 'Azure takes no more requests of this subscription for the moment.',
      fix: ['Run the same command again in a few minutes: it goes on where it was.'],
    }),
  },
]
