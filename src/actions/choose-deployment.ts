import type { Context } from '../context.ts'
import { deploymentNotFound, noDeployments } from '../errors/deployment.ts'
import { missingValue, usageError } from '../errors/usage.ts'
import { allDeployments, allFound, type Found, findDeployment } from './engines.ts'

/**
 * The deployment a command is about: the named one, else the only one there is, else the one a person picks.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`, `NO_DEPLOYMENTS`, or `USAGE` when there are several and nobody to ask.
 */
export async function chooseDeployment(context: Context, name: string | undefined): Promise<Found> {
  const found = await chooseDeploymentIfAny(context, name)
  if (!found) throw noDeployments()
  return found
}

/**
 * The same, or `undefined` when nobody named one and there is none.
 * @throws ZenError `DEPLOYMENT_NOT_FOUND`, or `USAGE` when there are several and nobody to ask.
 */
export async function chooseDeploymentIfAny(
  context: Context,
  name: string | undefined,
): Promise<Found | undefined> {
  if (name === undefined) return withLiveStatus(await onlyOne(context))
  const found = await findDeployment(context, name)
  if (found) return found
  const known = await allDeployments(context)
  throw deploymentNotFound(
    name,
    known.map((deployment) => deployment.name),
  )
}

/** A list may be older than what its engine can say about one deployment. */
async function withLiveStatus(found: Found | undefined): Promise<Found | undefined> {
  const deployment = await found?.engine.read(found.deployment.name)
  return found && deployment && { deployment, engine: found.engine }
}

async function onlyOne(context: Context): Promise<Found | undefined> {
  const all = await allFound(context)
  if (all.length < 2) return all[0]
  if (!context.terminal.canAsk) throw usageError([severalDeployments(all)])
  const name = await context.terminal.ask({
    kind: 'select',
    flag: 'name',
    message: 'Which deployment?',
    choices: all.map(({ deployment: { name, provider, status } }) => ({
      value: name,
      label: `${name} (${provider}, ${status})`,
    })),
  })
  return all.find(({ deployment }) => deployment.name === name)
}

function severalDeployments(all: readonly Found[]) {
  const names = all.map(({ deployment }) => deployment.name).join(', ')
  return missingValue('name', `There are ${all.length} deployments (${names}), and the name`)
}
