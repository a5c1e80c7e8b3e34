/** From what a person said to a complete spec: looks up the deployment, asks what is missing, refuses all at once. */
import type { Provider, Secrets, Spec } from '../../stacks/contract.ts'
import type { Context } from '../context.ts'
import type { Deployment, Engine } from '../engine/engine.ts'
import { deploymentToStartNotFound } from '../errors/deployment.ts'
import { usageError } from '../errors/usage.ts'
import { askName } from './ask-name.ts'
import { completeOptions } from './complete-options.ts'
import { stepIfSlow } from './engine-progress.ts'
import { allDeployments, type Found, findDeployment } from './engines.ts'
import { missingProvider, problemsAnywhere, problemsOfState } from './request-problems.ts'
import type { SpecRequest } from './spec-request.ts'

export interface PlannedSpec {
  readonly provider: Provider
  readonly engine: Engine
  readonly spec: Spec
  readonly secrets: Secrets
  /** The deployment of that name, if there is one already. */
  readonly existing?: Deployment
  /** Files that hold secrets, by the flag that names them, as far as they were typed. */
  readonly files: Readonly<Record<string, string>>
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
  const { files } = options
  return { provider, engine, spec, secrets, files, ...(existing ? { existing } : {}) }
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
  return isFine ? askName(context, provider, request.guided) : provider.defaultName
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
