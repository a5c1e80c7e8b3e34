import type { Context } from '../context.ts'
import type { Deployment } from '../engine/engine.ts'
import { deploymentNotFound, noDeployments } from '../errors/deployment.ts'
import { missingValue, usageError } from '../errors/usage.ts'
import { allDeployments, type Found, findDeployment } from './engines.ts'

/**
 * The deployment a command is about: the named one, else the only one there is, else the one a person picks.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`, `NO_DEPLOYMENTS`, or `USAGE` when there are several and nobody to ask.
 */
export async function chooseDeployment(context: Context, name: string | undefined): Promise<Found> {
  const chosen = name ?? (await onlyName(context))
  const found = await findDeployment(context, chosen)
  if (found) return found
  const known = await allDeployments(context)
  throw deploymentNotFound(
    chosen,
    known.map(({ name }) => name),
  )
}

async function onlyName({ terminal, ...context }: Context): Promise<string> {
  const deployments = await allDeployments({ terminal, ...context })
  const [first, ...others] = deployments
  if (!first) throw noDeployments()
  if (others.length === 0) return first.name
  if (!terminal.canAsk) throw usageError([severalDeployments(deployments)])
  return terminal.ask({
    kind: 'select',
    flag: 'name',
    message: 'Which deployment?',
    choices: deployments.map(({ name, provider, status }) => ({
      value: name,
      label: `${name} (${provider}, ${status})`,
    })),
  })
}

function severalDeployments(deployments: readonly Deployment[]) {
  const names = deployments.map(({ name }) => name).join(', ')
  return missingValue('name', `There are ${deployments.length} deployments (${names}), and the name`)
}
