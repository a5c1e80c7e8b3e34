/** From what a person said to a complete spec: looks up the deployment, asks what is missing, refuses all at once. */
import type { Provider, Secrets, Spec } from '../../stacks/contract.ts'
import type { Context } from '../context.ts'
import { complete, type Layers, resolveOptions } from '../deployment/resolve.ts'
import type { Deployment, Engine } from '../engine/engine.ts'
import { deploymentToStartNotFound } from '../errors/deployment.ts'
import { usageError } from '../errors/usage.ts'
import { askName } from './ask-name.ts'
import { askOptions } from './ask-options.ts'
import { stepIfSlow } from './engine-progress.ts'
import { allDeployments, type Found, findDeployment } from './engines.ts'
import {
  missingProvider,
  passwordWarnings,
  problemsAnywhere,
  problemsOfPlace,
  problemsOfState,
} from './request-problems.ts'
import { problemsOfVersion } from './server-version.ts'
import type { SpecRequest } from './spec-request.ts'

export interface PlannedSpec {
  readonly provider: Provider
  readonly engine: Engine
  readonly spec: Spec
  readonly secrets: Secrets
  /** The deployment of that name, if there is one already. */
  readonly existing?: Deployment
}

/**
 * @throws ZenError `USAGE` with every problem, `INTERRUPTED` when the person leaves a prompt, `DEPLOYMENT_NOT_FOUND`
 * when `zen up` was given a name that is none.
 */
export async function planSpec(context: Context, request: SpecRequest): Promise<PlannedSpec> {
  const said = context.providers.find(({ id }) => id === request.provider)
  if (said) refuseSharedState(said, request)
  const named =
    request.name === undefined ? undefined : await findDeployment(context, request.name, said?.engine)
  if (request.name !== undefined && !named && request.fallbackProvider !== undefined)
    throw await nothingToStart(context, request.name)
  const provider = await providerOf(context, request, named)
  const name = request.name ?? (await nameFor(context, provider, request))
  const found = request.name === undefined ? await findDeployment(context, name, provider.engine) : named
  const existing = found?.deployment
  const options = await completeOptions(context, provider, { ...request, name }, existing)
  const engine = await context.engineOf(provider)
  const complete = {
    spec: { name, provider: provider.id, options: options.values },
    secrets: options.secrets,
  }
  const { spec, secrets } = await stepIfSlow(
    context.terminal,
    `Finding out where "${name}" goes`,
    async () => engine.settle?.(complete) ?? complete,
  )
  return { provider, engine, spec, secrets, ...(existing ? { existing } : {}) }
}

/** Before anybody asks a state that has nothing to do with it. */
function refuseSharedState(provider: Provider, request: SpecRequest): void {
  const problems = problemsOfState(provider, request)
  if (problems.length > 0) throw usageError([...request.problems, ...problems], request.command)
}

async function nothingToStart(context: Context, name: string) {
  return deploymentToStartNotFound(
    name,
    (await allDeployments(context)).map((deployment) => deployment.name),
    context.providers.map(({ id }) => id),
  )
}

async function providerOf({ providers, terminal }: Context, request: SpecRequest, named: Found | undefined) {
  const known = request.provider ?? named?.deployment.provider ?? request.fallbackProvider
  if (known === undefined) {
    const wrong = problemsAnywhere(providers, request)
    const problems = terminal.canAsk ? wrong : [...wrong, ...missingProvider(wrong)]
    if (problems.length > 0) throw usageError(problems, request.command)
  }
  const id = known ?? (await terminal.ask(providerQuestion(providers)))
  const provider = providers.find((provider) => provider.id === id)
  if (!provider)
    throw usageError([{ flag: 'provider', message: `There is no provider "${id}"` }], request.command)
  return provider
}

/** What is wrong with the request is said before anybody is asked. */
async function nameFor(context: Context, provider: Provider, request: SpecRequest): Promise<string> {
  const isFine = problemsAnywhere([provider], request).length === 0
  return isFine ? askName(context, provider) : provider.defaultName
}

function providerQuestion(providers: readonly Provider[]) {
  return {
    kind: 'select',
    flag: 'provider',
    message: 'Where should the server run?',
    choices: providers.map(({ id, label, summary }) => ({
      ...{ value: id, label: `${label}: ${summary}`, short: label },
    })),
  } as const
}

async function completeOptions(
  context: Context,
  provider: Provider,
  request: SpecRequest & { readonly name: string },
  existing: Deployment | undefined,
) {
  const resolved = resolveOptions(provider, layersOf(provider, request, existing))
  const wrong = [...request.problems, ...problemsOfPlace(context.providers, provider, request, existing)]
  const facts = await context.facts()
  // Nobody is asked while something is wrong already; what is missing is said along with it.
  const isFine = wrong.length + resolved.problems.length === 0
  const offer: NonNullable<Engine['offer']> = async (flag, values) =>
    (await context.engineOf(provider)).offer?.(flag, values)
  const isThere = existing?.provider === provider.id
  const answered = isFine
    ? await askOptions(context.terminal, { name: request.name, provider, resolved, facts, isThere, offer })
    : resolved
  const completed = complete(provider, answered, facts)
  const problems = [...wrong, ...completed.problems, ...problemsOfVersion(existing, completed.values)]
  if (problems.length > 0) throw usageError(problems, request.command)
  const warnings = [...passwordWarnings(provider, request), ...(provider.warnings?.(completed.values) ?? [])]
  for (const warning of warnings) context.terminal.warn(warning)
  return completed
}

/**
 * A stored spec answers only for its own provider; a deployment's password stays what it was. In Pulumi's state that is
 * encrypted, and its engine knows it anyway.
 */
function layersOf(provider: Provider, request: SpecRequest, existing: Deployment | undefined): Layers {
  const password = provider.engine === 'pulumi' ? undefined : existing?.outputs?.password
  return {
    given: request.given,
    config: request.config,
    stored: existing?.provider === provider.id ? existing.spec.options : {},
    secrets: { ...(password ? { password } : {}), ...request.secrets },
  }
}
