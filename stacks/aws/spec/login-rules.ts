/** What AWS means when it does not know who is there, or where. */
import type { ExplanationRule } from '../../shared/spec/explanation-rule.ts'

export const loginRules: readonly ExplanationRule[] = [
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
    // What the provider says of every login that does not work: one of these, or none of them.
    pattern: /configured AWS credentials are invalid or have expired/,
    explanation: (_, { options }) => ({
      message: `AWS does not accept your login in ${options['region']}: it has expired, or is a wrong one.`,
      fix: [
        'Log in again, with: aws sso login, or aws configure',
        'See whose login it is, with: aws sts get-caller-identity',
      ],
    }),
  },
  {
    pattern: /The AWS profile "([^"]*)" was not found/,
    explanation: ([profile = '']) => ({
      message: `There is no profile "${profile}" for AWS on this computer.`,
      fix: ['See which there are: aws configure list-profiles', 'Choose one: export AWS_PROFILE=PROFILE'],
    }),
  },
]
