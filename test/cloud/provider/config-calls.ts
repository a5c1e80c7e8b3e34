/** The calls about a provider itself: is its configuration any good, and who is calling then. */
import provider from '@pulumi/pulumi/proto/provider_pb.js'
import type { CloudDefinition, Session } from '../frame/definition.ts'
import type { Identity } from '../frame/identity.ts'
import { holdsUnknown, isProperties, type Properties } from '../frame/properties.ts'
import type { World } from '../frame/world.ts'
import { toProperties } from './messages.ts'

export interface Installation {
  readonly definition: CloudDefinition
  readonly world: World
  /** Of the npm package it belongs to, exactly. */
  readonly version: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export function checkConfig(
  installation: Installation,
  request: provider.CheckRequest,
): provider.CheckResponse {
  const news = toProperties(request.getNews())
  const response = new provider.CheckResponse()
  const result = holdsUnknown(news) ? undefined : signIn(installation, news)
  if (result && 'problems' in result) {
    const failures = result.problems.map((reason) => new provider.CheckFailure().setReason(reason))
    return response.setFailuresList(failures)
  }
  // As it came: what is secret in it stays so.
  return response.setInputs(request.getNews())
}

export function diffConfig(
  { definition }: Installation,
  request: provider.DiffRequest,
): provider.DiffResponse {
  const [olds, news] = [
    toProperties(request.getOldInputs() ?? request.getOlds()),
    toProperties(request.getNews()),
  ]
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])]
  const changed = keys.filter((key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]))
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges
  return new provider.DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changed)
    .setReplacesList([...(definition.configReplaces?.(olds, news) ?? [])])
}

/** @throws an error with all that is wrong, when the configuration is no good */
export function configure(installation: Installation, request: provider.ConfigureRequest): Session {
  const result = signIn(installation, toProperties(request.getArgs()))
  if ('problems' in result) throw new Error(result.problems.join('\n'))
  return result
}

function signIn({ definition, world, env }: Installation, config: Properties) {
  const identities: readonly Identity[] = world.settings().identities
  return definition.signIn({ config: decoded(config), env, identities, world })
}

/** SDKs hand nested configuration over as JSON texts. */
function decoded(config: Properties): Properties {
  const entries = Object.entries(config).map(([key, value]) => [key, decodedValue(value)])
  return Object.fromEntries(entries)
}

function decodedValue(value: unknown): unknown {
  if (typeof value !== 'string' || !/^([[{"]|true$|false$|-?\d+$)/.test(value)) return value
  try {
    const found: unknown = JSON.parse(value)
    return isProperties(found) || Array.isArray(found) || typeof found === 'boolean' ? found : value
  } catch {
    return value
  }
}
