/** What Google Cloud means when it does not know who is there, or where. */
import type { ExplanationRule } from '../../shared/spec/explanation-rule.ts'

const logIn = 'Log in, with: gcloud auth application-default login'
const goesOn = 'Then run the same command again: it goes on where it was.'

export const loginRules: readonly ExplanationRule[] = [
  {
    pattern: /could not find default credentials|No credentials loaded/i,
    explanation: () => ({
      message: 'There is no login for Google Cloud on this computer.',
      fix: [logIn, 'Or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account.'],
    }),
  },
  {
    pattern: /invalid_rapt|Token has been expired or revoked|token expired and refresh token is not set/i,
    explanation: () => ({
      message: 'Your login for Google Cloud has expired.',
      fix: [logIn.replace('Log in', 'Log in again'), goesOn],
    }),
  },
  {
    pattern: /invalid_grant|Invalid JWT Signature|account not found/i,
    explanation: () => ({
      message: 'Google Cloud does not accept these credentials: the key, or the whole account, may be gone.',
      fix: [logIn, 'Or make a new key for the service account.'],
    }),
  },
  {
    pattern: /Error 401|invalid authentication credentials|UNAUTHENTICATED/,
    explanation: () => ({
      message: 'Google Cloud does not accept this login: its token has expired, or is a wrong one.',
      fix: [
        'Get a new one, where you set it yourself: export GOOGLE_OAUTH_ACCESS_TOKEN=$(gcloud auth print-access-token)',
        `Or ${logIn.toLowerCase()}`,
      ],
    }),
  },
  {
    pattern: /JSON credentials are not valid|unable to parse credentials|error reading credentials/i,
    explanation: () => ({
      message: 'What is set as credentials for Google Cloud is neither a file with some nor their text.',
      fix: ['Look at GOOGLE_CREDENTIALS and GOOGLE_APPLICATION_CREDENTIALS, or unset them.', logIn],
    }),
  },
  {
    pattern:
      /Permission denied on resource project|Project '?[\w.:-]+'? not found or permission denied|The resource 'projects\/[^/']+' was not found|USER_PROJECT_DENIED/i,
    explanation: (_, { options }) => ({
      message: `There is no project ${options['project']} at Google Cloud that your login may see.`,
      fix: ['See which there are: gcloud projects list', 'Choose one by its id: --project PROJECT'],
    }),
  },
  {
    pattern:
      /Unknown (?:region|zone)|Invalid value for field 'region'|The resource '[^']*\/regions\/[\w-]+' was not found/,
    explanation: (_, { options }) => ({
      message: `Google Cloud has no region ${options['region']}.`,
      fix: ['See which there are: gcloud compute regions list', 'Choose one: --region REGION'],
    }),
  },
  {
    pattern:
      /billing to be enabled|Billing account for project .* is not found|BILLING_DISABLED|BILLING_NOT_FOUND/i,
    explanation: (_, { options }) => ({
      message: `The project ${options['project']} has no billing account, without which nothing can be made in it.`,
      fix: [`Link one: https://console.cloud.google.com/billing/linkedaccount?project=${options['project']}`],
    }),
  },
  {
    pattern:
      /(\S+) API has not been used in project|it is disabled\. Enable it by visiting|SERVICE_DISABLED|accessNotConfigured/,
    explanation: () => ({
      message: 'An API that was just enabled at Google Cloud is not known everywhere yet.',
      fix: ['Run the same command again in a few minutes: it goes on where it was.'],
    }),
  },
]
