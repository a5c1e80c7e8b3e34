/** From what a person said to a complete spec: looks up the deployment, asks what is missing, refuses all at once. */
import type { Provider, Secrets, Spec } from '../../stacks/contract.ts'
import type { Context } from '../context.ts'
import type { RawValues } from '../deployment/option-value.ts'
import { complete, type Layers, openQuestions, resolveOptions } from '../deployment/resolve.ts'
import type { Deployment, Engine } from '../engine/engine.ts'
import { missingValue, type Problem, usageError } from '../errors/usage.ts'
import { askOptions } from './ask-options.ts'
import { type Found, findDeployment } from './engines.ts'

/** What a person said about a deployment. */
export interface SpecRequest {
  readonly provider: string | undefined
  /** The provider of a new deployment when nobody said which. */
  readonly fallbackProvider?: string
  readonly name: string | undefined
  /** Provider options from flags and variables. */
  readonly given: RawValues
  /** Provider options from the configuration file. */
  readonly config: RawValues
  /** Names of flags that were typed. */
  readonly typed: readonly string[]
  readonly secrets: Secrets
  /** What was wrong already before this. */
  readonly problems: readonly Problem[]
}

export interface PlannedSpec {
  readonly provider: Provider
  readonly engine: Engine
  readonly spec: Spec
  readonly secrets: Secrets
  /** The deployment of that name, if there is one already. */
  readonly existing?: Deployment
}

/** @throws ZenError `USAGE` with every problem, `INTERRUPTED` when the person leaves a prompt. */
export async function planSpec(context: Context, request: SpecRequest): Promise<PlannedSpec> {
  const named = request.name === undefined ? undefined : await findDeployment(context, request.name)
  const provider = await providerOf(context, request, named)
  const name = request.name ?? provider.defaultName
  const existing = (named ?? (await findDeployment(context, name)))?.deployment
  const options = await completeOptions(context, provider, request, existing)
  return {
    provider,
    engine: await context.engineOf(provider),
    spec: { name, provider: provider.id, options: options.values },
    secrets: options.secrets,
    ...(existing ? { existing } : {}),
  }
}

async function providerOf({ providers, terminal }: Context, request: SpecRequest, named: Found | undefined) {
  const known = request.provider ?? named?.deployment.provider ?? request.fallbackProvider
  if (known === undefined && (!terminal.canAsk || request.problems.length > 0)) {
    throw usageError(problemsWithoutProvider(request), 'deploy')
  }
  const id = known ?? (await terminal.ask(providerQuestion(providers)))
  const provider = providers.find((provider) => provider.id === id)
  if (!provider) throw usageError([{ flag: 'provider', message: `There is no provider "${id}"` }], 'deploy')
  return provider
}

/** Nothing can be said about options while the provider is unknown, but what is known already is said too. */
function problemsWithoutProvider({ problems }: SpecRequest): readonly Problem[] {
  if (problems.some(({ flag }) => flag === 'provider')) return problems
  return [...problems, missingValue('provider', 'The provider')]
}

function providerQuestion(providers: readonly Provider[]) {
  return {
    kind: 'select',
    flag: 'provider',
    message: 'Where should the server run?',
    choices: providers.map(({ id, label, summary }) => ({ value: id, label: `${label}: ${summary}` })),
  } as const
}

async function completeOptions(
  context: Context,
  provider: Provider,
  request: SpecRequest,
  existing: Deployment | undefined,
) {
  const resolved = resolveOptions(provider, layersOf(provider, request, existing))
  refuse([
    ...request.problems,
    ...problemsOfPlace(context, provider, request, existing),
    ...resolved.problems,
  ])
  const facts = await context.facts()
  const answered = await askOptions(context.terminal, resolved, openQuestions(provider, resolved, facts))
  const completed = complete(provider, answered, facts)
  refuse(completed.problems)
  return completed
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw usageError(problems, 'deploy')
}

/** A stored spec answers only for its own provider; a deployment's password stays what it was. */
function layersOf(provider: Provider, request: SpecRequest, existing: Deployment | undefined): Layers {
  const password = existing?.outputs?.password
  return {
    given: request.given,
    config: request.config,
    stored: existing?.provider === provider.id ? existing.spec.options : {},
    secrets: { ...(password ? { password } : {}), ...request.secrets },
  }
}

/** What can only be said once provider and deployment are known. */
function problemsOfPlace(
  { providers }: Context,
  provider: Provider,
  { typed, config }: SpecRequest,
  existing: Deployment | undefined,
): readonly Problem[] {
  const flags = ({ options }: Provider) => options.map(({ flag, secret }) => (secret ? `${flag}-file` : flag))
  const own = flags(provider)
  const foreign = providers.flatMap(flags).filter((flag) => !own.includes(flag))
  const misplaced = [...new Set([...typed, ...Object.keys(config)])].filter((flag) => foreign.includes(flag))
  return [
    ...(existing && existing.provider !== provider.id ? [nameTaken(existing)] : []),
    ...misplaced.map((flag) => ({ flag, message: `--${flag} means nothing to the provider ${provider.id}` })),
  ]
}

function nameTaken({ name, provider }: Deployment): Problem {
  return { flag: 'name', message: `"${name}" is a deployment on ${provider}: choose another --name` }
}
