/** Finding deployments across everything that carries them out. */
import type { Provider } from '../../stacks/contract.ts'
import type { Context } from '../context.ts'
import type { Deployment, Engine } from '../engine/engine.ts'

/** A deployment and what carries it out. */
export interface Found {
  readonly deployment: Deployment
  readonly engine: Engine
}

/** One provider per engine, in the registry's order. */
function oneProviderPerEngine(providers: readonly Provider[]): readonly Provider[] {
  return providers.filter(
    (provider, at) => providers.findIndex(({ engine }) => engine === provider.engine) === at,
  )
}

/** All engines, each once. */
export async function allEngines(context: Context): Promise<readonly Engine[]> {
  return Promise.all(oneProviderPerEngine(context.providers).map(context.engineOf))
}

/** All deployments there are, sorted by name, each with its engine. */
export async function allFound(context: Context): Promise<readonly Found[]> {
  const engines = await allEngines(context)
  const lists = await Promise.all(
    engines.map(async (engine) => (await engine.list()).map((deployment) => ({ deployment, engine }))),
  )
  return lists.flat().sort((one, other) => (one.deployment.name < other.deployment.name ? -1 : 1))
}

/** All deployments there are, sorted by name. */
export async function allDeployments(context: Context): Promise<readonly Deployment[]> {
  return (await allFound(context)).map(({ deployment }) => deployment)
}

/**
 * The deployment of that name. Engines are asked one after the other, the cheapest first.
 * @param wanted engine that must answer; where there is one, no other has to
 */
export async function findDeployment(
  context: Context,
  name: string,
  wanted?: Provider['engine'],
): Promise<Found | undefined> {
  for (const provider of oneProviderPerEngine(context.providers)) {
    const engine = await context.engineOf(provider)
    const deployment = await engine.read(name).catch((error: unknown) => {
      if (wanted === undefined || wanted === provider.engine) throw error
      return undefined
    })
    if (deployment) return { deployment, engine }
  }
  return undefined
}
