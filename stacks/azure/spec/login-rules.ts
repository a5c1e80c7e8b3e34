/** What Azure means when it does not know who is there, or where. */
import type { ExplanationRule } from '../../shared/spec/explanation-rule.ts'

export const loginRules: readonly ExplanationRule[] = [
  {
    pattern: /exec: "az": executable file not found|Azure CLI not found on path/i,
    explanation: () => ({
      message: 'There is no login for Azure on this computer.',
      fix: [
        'Log in with the az program, https://aka.ms/installazurecli: az login',
        'Or give a service principal: ARM_CLIENT_ID, ARM_CLIENT_SECRET, ARM_TENANT_ID and ARM_SUBSCRIPTION_ID.',
      ],
    }),
  },
  {
    pattern:
      /run ['"]?az login|AADSTS(?:700082|50173|70043|50078|50079|50076)|refresh token has expired|InteractionRequired/i,
    explanation: () => ({
      message: 'Your login for Azure has expired.',
      fix: ['Log in again: az login', 'Then run the same command again: it goes on where it was.'],
    }),
  },
  {
    pattern: /AADSTS7000222/,
    explanation: () => ({
      message: 'The secret of this service principal has expired.',
      fix: [
        'Make a new one, and give it as ARM_CLIENT_SECRET: az ad app credential reset --id ID',
        'Then run the same command again: it goes on where it was.',
      ],
    }),
  },
  {
    pattern: /AADSTS7000215/,
    explanation: () => ({
      message: 'Azure does not accept the secret in ARM_CLIENT_SECRET.',
      fix: [
        'Give the value of the secret, which is not its id; or make a new one: az ad app credential reset --id ID',
      ],
    }),
  },
  {
    pattern: /AADSTS700016: Application with identifier '([^']*)'/,
    explanation: ([id = '']) => ({
      message: `There is no application ${id} (ARM_CLIENT_ID) in the tenant of ARM_TENANT_ID.`,
      fix: ['See which there are: az ad sp list --show-mine --output table'],
    }),
  },
  {
    pattern: /AADSTS90002: Tenant '([^']*)' not found/,
    explanation: ([tenant = '']) => ({
      message: `There is no tenant ${tenant} (ARM_TENANT_ID).`,
      fix: ['See yours: az account show --query tenantId'],
    }),
  },
  {
    pattern: /A (Subscription|Tenant|Client) ID must be configured/,
    explanation: ([what = '']) => ({
      message: `A ${what.toLowerCase()} has to be named for this kind of login.`,
      fix: [
        what === 'Subscription'
          ? 'Give --subscription ID, or ARM_SUBSCRIPTION_ID.'
          : `Give ARM_${what.toUpperCase()}_ID.`,
      ],
    }),
  },
  {
    pattern:
      /SubscriptionNotFound[\s\S]*?subscription '([^']*)'|InvalidSubscriptionId|subscription of '([^']*)' doesn't exist/,
    explanation: ([one = '', other = '']) => ({
      message: `Your login can't see the subscription${one || other ? ` ${one || other}` : ''}.`,
      fix: ['See which it can: az account list --output table', 'Choose one: --subscription ID'],
    }),
  },
  {
    pattern: /InvalidAuthenticationTokenTenant/,
    explanation: () => ({
      message: 'The subscription belongs to another tenant than your login.',
      fix: ['Log in there: az login --tenant TENANT', 'Or choose another one: --subscription ID'],
    }),
  },
  {
    pattern: /AADSTS\d+/,
    explanation: () => ({
      message: 'Azure does not accept your login.',
      fix: ['Log in again: az login', 'See whose login it is: az account show'],
    }),
  },
]
