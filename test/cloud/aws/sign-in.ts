/**
 * Who is calling, as the provider finds out: by its configuration, the environment, the shared files, then AWS itself.
 * The sentences are those of https://github.com/pulumi/pulumi-aws (provider/credentials_errors.go, provider/errors).
 */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Session, SignIn } from '../frame/definition.ts'
import type { Identity } from '../frame/identity.ts'
import { type Properties, textAt, textsAt } from '../frame/properties.ts'
import { optInRegions, usualRegions } from './catalogue.ts'
import { apiError } from './words.ts'

type Result = Session | { readonly problems: readonly string[] }

const page = 'https://www.pulumi.com/registry/packages/aws/installation-configuration/'
const advice = (anchor: string) =>
  `Please see ${page} for more information about providing credentials.\n` +
  'NEW: You can use Pulumi ESC to set up dynamic credentials with AWS OIDC to ensure the correct and valid ' +
  `credentials are used.\nLearn more: ${page}#${anchor}`

const noCredentials = `No valid credential sources found.\n${advice('dynamically-generate-credentials')}`
const invalidCredentials = `The configured AWS credentials are invalid or have expired.\n${advice(
  'dynamically-generate-credentials-via-pulumi-esc',
)}`
const noRegion =
  'Missing region information\nMake sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.'

export function signIn({ config, env, identities }: SignIn): Result {
  const region = textAt(config, 'region') ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION']
  if (!region) return failed(noRegion)
  const given = credentialsFrom(config, env)
  if ('problem' in given) return failed(given.problem)
  if (![...usualRegions, ...optInRegions].includes(region)) return failed(nobodyThere(region))
  const identity = identities.find(({ credentials }) => credentials['accessKeyId'] === given.accessKeyId)
  const refusal = identity ? whyNot(identity, given, region) : invalidCredentials
  if (refusal !== undefined) return failed(refusal)
  if (!identity) return failed(invalidCredentials)
  const allowed = textsAt(config, 'allowedAccountIds')
  if (allowed.length > 0 && !allowed.includes(identity.account)) {
    return failed(`AWS account ID not allowed: ${identity.account}`)
  }
  return { identity, region, config }
}

const failed = (problem: string) => ({ problems: [problem] })

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

function whyNot(identity: Identity, given: Credentials, region: string): string | undefined {
  const { secretAccessKey, sessionToken = '' } = identity.credentials
  if (secretAccessKey !== given.secretAccessKey) return signatureMismatch()
  if (identity.expired || sessionToken !== given.sessionToken) return invalidCredentials
  // A region that nobody enabled knows no credentials at all.
  const isOpen = usualRegions.includes(region) || identity.regions?.includes(region)
  return isOpen ? undefined : invalidCredentials
}

const whoAmI = { service: 'STS', name: 'GetCallerIdentity' }
const details = (words: string) =>
  `unable to validate AWS credentials.\nDetails: validating provider credentials: retrieving caller identity from STS: ${words}\n`

function signatureMismatch(): string {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access ' +
    'Key and signing method. Consult the service documentation for details.'
  return details(apiError(whoAmI, { code: 'SignatureDoesNotMatch', message, status: 403 }))
}

function nobodyThere(region: string): string {
  const host = `sts.${region}.amazonaws.com`
  return details(
    'operation error STS: GetCallerIdentity, exceeded maximum number of attempts, 3, https response error ' +
      `StatusCode: 0, RequestID: , request send failed, Post "https://${host}/": dial tcp: lookup ${host}: no such host`,
  )
}

function credentialsFrom(config: Properties, env: SignIn['env']): Credentials | { readonly problem: string } {
  const named = textAt(config, 'profile')
  const fromConfig = pair(textAt(config, 'accessKey'), textAt(config, 'secretKey'), textAt(config, 'token'))
  if (fromConfig) return fromConfig
  const fromEnv = pair(env['AWS_ACCESS_KEY_ID'], env['AWS_SECRET_ACCESS_KEY'], env['AWS_SESSION_TOKEN'])
  // A profile in the configuration is meant; one in the environment is for whoever has no keys there.
  if (named === undefined && fromEnv) return fromEnv
  return fromFiles(named ?? env['AWS_PROFILE'], env)
}

function pair(id: string | undefined, secret: string | undefined, token = ''): Credentials | undefined {
  return id && secret ? { accessKeyId: id, secretAccessKey: secret, sessionToken: token } : undefined
}

function fromFiles(
  profile: string | undefined,
  env: SignIn['env'],
): Credentials | { readonly problem: string } {
  const home = env['HOME'] ?? homedir()
  const sections = {
    ...sectionsOf(env['AWS_CONFIG_FILE'] ?? join(home, '.aws', 'config'), /^profile /),
    ...sectionsOf(env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, '.aws', 'credentials'), /^$/),
  }
  const found = sections[profile ?? 'default']
  if (profile !== undefined && !found) {
    const names = Object.keys(sections).filter((name) => name !== 'default')
    const others = names.length > 0 ? `\nConfigured profiles: ${names.join(', ')}.` : ''
    const where = '\nCheck the `aws:profile` configuration and the AWS_PROFILE environment variable.'
    return { problem: `The AWS profile "${profile}" was not found.${others}${where}` }
  }
  const { aws_access_key_id: id, aws_secret_access_key: secret, aws_session_token: token } = found ?? {}
  return pair(id, secret, token) ?? { problem: noCredentials }
}

/** Of an INI file, by name. */
function sectionsOf(file: string, prefix: RegExp): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {}
  let current: Record<string, string> = {}
  for (const line of linesOf(file)) {
    const [, section] = /^\[(.*)\]$/.exec(line) ?? []
    const [, key = '', value = ''] = /^(\w+)\s*=\s*(.*)$/.exec(line) ?? []
    if (section !== undefined) {
      current = {}
      sections[section.trim().replace(prefix, '')] = current
    } else if (key !== '') current[key] = value.trim()
  }
  return sections
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim())
  } catch {
    return []
  }
}
