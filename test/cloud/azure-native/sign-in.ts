/**
 * Who is calling, as the provider finds out: by its configuration and the environment. What is missing is told at once,
 * what is wrong when the first token is fetched. The sentences are those of https://github.com/pulumi/pulumi-azure-native
 * (provider/pkg/provider/auth_azidentity.go, azure_cli.go) and of Entra ID.
 */
import type { Session, SignIn } from '../frame/definition.ts'
import type { Identity } from '../frame/identity.ts'
import { type Properties, textAt } from '../frame/properties.ts'
import { signInProblem } from './permissions.ts'

type Result = Session | { readonly problems: readonly string[] }

const ways = {
  clientId: 'ARM_CLIENT_ID',
  clientSecret: 'ARM_CLIENT_SECRET',
  tenantId: 'ARM_TENANT_ID',
  subscriptionId: 'ARM_SUBSCRIPTION_ID',
} as const

const called = { subscriptionId: 'Subscription ID', tenantId: 'Tenant ID', clientId: 'Client ID' } as const

export function signIn({ config, env, identities }: SignIn): Result {
  const given = (key: keyof typeof ways) => textAt(config, key) ?? (env[ways[key]] || undefined)
  const secret = given('clientSecret')
  // Without a secret the provider asks Azure's own program, which no test has.
  if (secret === undefined) return { problems: ['exec: "az": executable file not found in $PATH'] }
  for (const key of ['subscriptionId', 'tenantId', 'clientId'] as const)
    if (given(key) === undefined) return { problems: [missing(called[key])] }
  const clientId = given('clientId') ?? ''
  const identity = identities.find(({ credentials }) => credentials['clientId'] === clientId)
  const problem = whyNot(identity, { clientId, secret, tenant: given('tenantId') ?? '' })
  return sessionOf(identity ?? nobody, config, { problem, subscription: given('subscriptionId') ?? '' })
}

const nobody: Identity = { credentials: {}, account: 'nobody', principal: 'nobody' }

function sessionOf(
  identity: Identity,
  config: Properties,
  { problem, subscription }: { readonly problem: string | undefined; readonly subscription: string },
): Session {
  const isTheirs = subscription === identity.account
  return {
    identity,
    region: 'global',
    config: {
      ...config,
      subscriptionId: subscription,
      ...(problem === undefined ? {} : { [signInProblem]: problem }),
      ...(isTheirs || problem !== undefined ? {} : { __unknownSubscription: subscription }),
    },
  }
}

function missing(what: string): string {
  return `A ${what} must be configured when authenticating as a Service Principal using a Client Secret.`
}

interface Given {
  readonly clientId: string
  readonly secret: string
  readonly tenant: string
}

function whyNot(identity: Identity | undefined, { clientId, secret, tenant }: Given): string | undefined {
  const refused = (code: number, words: string) => entra(tenant, `AADSTS${code}: ${words}`)
  if (!identity)
    return refused(
      700_016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
    )
  if (identity.credentials['tenantId'] !== tenant)
    return refused(90_002, `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`)
  if (identity.credentials['clientSecret'] !== secret)
    return refused(
      7_000_215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    )
  return identity.expired
    ? refused(7_000_222, `The provided client secret keys for app '${clientId}' are expired.`)
    : undefined
}

/** As Azure's SDK for Go words it. */
function entra(tenant: string, description: string): string {
  const rule = '-'.repeat(80)
  const body = JSON.stringify({ error: 'invalid_client', error_description: description }, undefined, 2)
  const request = `POST https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`
  return `ClientSecretCredential authentication failed. \n${request}\n${rule}\nRESPONSE 401: 401 Unauthorized\n${rule}\n${body}\n${rule}`
}
