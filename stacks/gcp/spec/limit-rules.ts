/** What Google Cloud means when it has not enough, or this project may not have more. */
import type { ExplanationRule } from '../../shared/spec/explanation-rule.ts'

const quotas = 'https://console.cloud.google.com/iam-admin/quotas'

export const limitRules: readonly ExplanationRule[] = [
  {
    pattern:
      /Quota '(?:CPUS\w*|\w+_CPUS|SSD_TOTAL_GB|DISKS_TOTAL_GB|INSTANCES)' exceeded|Insufficient (?:regional|project) quota[^:]*: resource "(\w+)"/,
    explanation: ([what = '']) => ({
      message: `This project may not have as many nodes in this region${what && ` (${what})`}.`,
      fix: [
        `Ask for more, which takes minutes to days: ${quotas}`,
        'Or take smaller nodes, or fewer: --node-type e2-standard-2 --nodes 1',
      ],
    }),
  },
  {
    pattern: /Quota 'NETWORKS' exceeded/,
    explanation: () => ({
      message: 'This project has as many networks as it may.',
      fix: ['Use one that is there: --network NAME --subnetwork NAME', `Or ask for more: ${quotas}`],
    }),
  },
  {
    pattern: /Quota '(?:STATIC_ADDRESSES|IN_USE_ADDRESSES)' exceeded/,
    explanation: () => ({
      message: 'This project has as many addresses in this region as it may.',
      fix: [
        'Release those that nobody uses: gcloud compute addresses list --filter=status=RESERVED',
        `Or ask for more: ${quotas}`,
      ],
    }),
  },
  {
    pattern: /Quota '(\w+)' exceeded|quotaExceeded/,
    explanation: ([what = '']) => ({
      message: `This project has as much of something as it may${what && ` (${what})`}.`,
      fix: [`Ask for more: ${quotas}`],
    }),
  },
  {
    pattern: /ZONE_RESOURCE_POOL_EXHAUSTED|GCE_STOCKOUT|does not have enough resources available/,
    explanation: () => ({
      message: 'Google Cloud has no machine of this type left in a zone at the moment.',
      fix: ['Run the same command again later.', 'Or take another type: --node-type TYPE'],
    }),
  },
  {
    pattern:
      /[Mm]achine type "?([\w-]+)"? (?:is not available|not found|does not exist)|machine type does not exist/,
    explanation: ([type = ''], { options }) => ({
      message: `There are no machines of this type${type && ` (${type})`} where the nodes are, in ${options['region']}.`,
      fix: ['Choose another one, with the same command: --node-type TYPE'],
    }),
  },
  {
    pattern: /constraints\/(?:gcp\.)?resourceLocations/,
    explanation: (_, { options }) => ({
      message: `Your organisation does not allow the region ${options['region']}.`,
      fix: ['Choose one that it allows: --region REGION'],
    }),
  },
  {
    pattern: /[Cc]onstraint '?(constraints\/[\w.]+)/,
    explanation: ([constraint = '']) => ({
      message: `Your organisation does not allow this: ${constraint}.`,
      fix: ['Ask whoever administers it for an exception, or choose another --project.'],
    }),
  },
  {
    pattern: /Error 429|rateLimitExceeded|Rate Limit Exceeded|RATE_LIMIT_EXCEEDED/,
    explanation: () => ({
      message: 'Google Cloud takes no more requests of this project for the moment.',
      fix: ['Run the same command again in a few minutes: it goes on where it was.'],
    }),
  },
]
