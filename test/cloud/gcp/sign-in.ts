/**
 * Who is calling, as the provider finds out: by a token, by a key, or by what `gcloud` left. Sentences are those of
 * https://github.com/hashicorp/terraform-provider-google (google/transport/config.go) and golang.org/x/oauth2/google.
 */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Session, SignIn } from '../frame/definition.ts'
import type { Identity } from '../frame/identity.ts'
import { type Properties, textAt } from '../frame/properties.ts'

type Result = Session | { readonly problems: readonly string[] }
type Environment = SignIn['env']

const page = 'https://cloud.google.com/docs/authentication/external/set-up-adc'
const noCredentials =
  'Attempted to load application default credentials since neither `credentials` nor `access_token` was set in the ' +
  "provider block.  No credentials loaded. To use your gcloud credentials, run 'gcloud auth application-default login'" +
  `\nOriginal error: google: could not find default credentials. See ${page} for more information`
const badToken =
  'googleapi: Error 401: Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie ' +
  'or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project., authError'
const oauth = (reason: string) =>
  `Post "https://oauth2.googleapis.com/token": oauth2: "invalid_grant" "${reason}"`

export function signIn({ config, env, identities }: SignIn): Result {
  const project =
    textAt(config, 'project') ??
    firstOf(env, ['GOOGLE_PROJECT', 'GOOGLE_CLOUD_PROJECT', 'CLOUDSDK_CORE_PROJECT'])
  const region = textAt(config, 'region') ?? firstOf(env, ['GOOGLE_REGION', 'CLOUDSDK_COMPUTE_REGION']) ?? ''
  if (project === undefined) return failed('project: required field is not set')
  const token = textAt(config, 'accessToken') ?? env['GOOGLE_OAUTH_ACCESS_TOKEN']
  const found = token === undefined ? byFile(config, env, identities) : byToken(token, identities)
  if (typeof found === 'string') return failed(found)
  return { identity: found, region, config: { ...config, project } }
}

const failed = (problem: string) => ({ problems: [problem] })

function firstOf(env: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => env[name]).find((value) => value !== undefined && value !== '')
}

/** @returns who it is, or what is wrong */
function byToken(token: string, identities: readonly Identity[]): Identity | string {
  const found = identities.find(({ credentials }) => credentials['accessToken'] === token)
  return found && !found.expired ? found : badToken
}

function byFile(config: Properties, env: Environment, identities: readonly Identity[]): Identity | string {
  const given =
    textAt(config, 'credentials') ??
    firstOf(env, ['GOOGLE_CREDENTIALS', 'GOOGLE_CLOUD_KEYFILE_JSON', 'GCLOUD_KEYFILE_JSON'])
  const text = given === undefined ? applicationDefault(env) : contentOf(given)
  if (text === undefined) return noCredentials
  const key = parsed(text)
  if (key === undefined)
    return `JSON credentials are not valid: invalid character '${text.charAt(0)}' looking for beginning of value`
  return textAt(key, 'type') === 'authorized_user' ? ofPerson(key, identities) : ofService(key, identities)
}

/** A path, or the text itself. */
function contentOf(given: string): string {
  return given.trim().startsWith('{') ? given : (readText(given) ?? given)
}

/** Where `gcloud auth application-default login` writes, unless somebody names another file. */
function applicationDefault(env: Environment): string | undefined {
  const named = env['GOOGLE_APPLICATION_CREDENTIALS']
  if (named !== undefined) return readText(named) ?? ''
  const folder = env['CLOUDSDK_CONFIG'] ?? join(env['HOME'] ?? homedir(), '.config', 'gcloud')
  return readText(join(folder, 'application_default_credentials.json'))
}

function ofPerson(key: unknown, identities: readonly Identity[]): Identity | string {
  const token = textAt(key, 'refresh_token')
  const found = identities.find(({ credentials }) => credentials['refreshToken'] === token)
  if (!found) return oauth('Bad Request')
  return found.expired ? oauth('reauth related error (invalid_rapt)') : found
}

function ofService(key: unknown, identities: readonly Identity[]): Identity | string {
  const email = textAt(key, 'client_email')
  const found = identities.find(({ credentials }) => credentials['clientEmail'] === email)
  if (!found) return oauth('Invalid grant: account not found')
  const isKey = found.credentials['privateKey'] === textAt(key, 'private_key') && !found.expired
  return isKey ? found : oauth('Invalid JWT Signature.')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
