import type { Provider } from '../../stacks/contract.ts'
import type { Context } from '../context.ts'
import { parseOption } from '../deployment/option-value.ts'
import { defaultOf } from '../deployment/resolve.ts'
import type { Deployment } from '../engine/engine.ts'
import { deploymentWithoutServer } from '../errors/deployment.ts'
import { notUpgradable, oldServerGoesOn } from '../errors/upgrade.ts'
import { missingValue, type Problem, usageError } from '../errors/usage.ts'
import { exitCodes, ZenError } from '../errors/zen-error.ts'
import { chooseDeployment } from './choose-deployment.ts'
import { presentConnection } from './client-connection.ts'
import { type Deployed, type DeployOptions, deploy, type Previewed } from './deploy.ts'
import type { Found } from './engines.ts'
import { askVersion } from './finished-server.ts'
import { compareVersions, deployedVersion, serverVersionFlag } from './server-version.ts'

export interface UpgradeOptions extends Pick<DeployOptions, 'yes' | 'preview' | 'unlock' | 'typedState'> {
  readonly name: string | undefined
  /** Version of ZenML to upgrade to. */
  readonly version: string | undefined
  readonly problems: readonly Problem[]
}

export interface Upgraded {
  /** `undefined` when nobody knows what ran there. */
  readonly from: string | undefined
  readonly to: string
  /** That version was there already. */
  readonly wasThere: boolean
  readonly result: Deployed | Previewed
}

/**
 * Puts a newer version of ZenML in place of the one that is there, on the same data, by the sequence of `deploy`.
 * The client's connection stays as it is: its key is among the data.
 * @throws ZenError like `deploy`, and `NOT_UPGRADABLE` (2) where the version is not for the deployment to say
 */
export async function upgrade(context: Context, options: UpgradeOptions): Promise<Upgraded> {
  const found = await chooseDeployment(context, options.name)
  const { deployment } = found
  const from = deployedVersion(deployment)
  const to = await versionOf(context, options, found)
  if (!deployment.outputs) throw deploymentWithoutServer(deployment.name, deployment.status)
  const wasThere = from === to && deployment.status !== 'incomplete'
  const result = wasThere
    ? await asItIs(context, deployment, to)
    : await deploy(context, requestOf(options, { deployment, from, to })).catch((error: unknown) =>
        failed(context, found, error),
      )
  return { from, to, wasThere, result }
}

async function versionOf(context: Context, options: UpgradeOptions, { deployment }: Found): Promise<string> {
  const { version, problems } = options
  const provider = context.providers.find(({ id }) => id === deployment.provider)
  const option = provider?.options.find(({ flag }) => flag === serverVersionFlag)
  if (!provider || !option) throw notUpgradable(deployment.name, insteadOf(provider, deployment, version))
  if (problems.length === 0 && version !== undefined) return version
  if (problems.length > 0 || !context.terminal.canAsk) {
    const missing = version === undefined ? [missingValue(serverVersionFlag, 'The version')] : []
    throw usageError([...problems, ...missing], 'upgrade')
  }
  const usual = String(defaultOf(option, await context.facts()) ?? '')
  const isNewer = (compareVersions(usual, deployedVersion(deployment) ?? '') ?? 0) > 0
  return context.terminal.ask({
    kind: 'text',
    flag: serverVersionFlag,
    message: 'To which version of ZenML?',
    ...(isNewer ? { default: usual } : {}),
    problem: (answer) => {
      const parsed = parseOption(option, answer)
      return 'problem' in parsed ? parsed.problem.message : undefined
    },
  })
}

/** What to type where there is no such option. */
function insteadOf(provider: Provider | undefined, { name, spec }: Deployment, version = 'VERSION'): string {
  const image = provider?.options.some(({ flag }) => flag === 'image') ? spec.options['image'] : undefined
  return image === undefined
    ? `It follows the ZenML client of this computer: pip install 'zenml[server]==${version}', then zen up ${name}`
    : `Give it another image: zen deploy --name ${name} --image ${withTag(String(image), version)}`
}

function withTag(image: string, tag: string): string {
  return `${image.replace(/@.*$/, '').replace(/:[^/:]*$/, '')}:${tag}`
}

interface Step {
  readonly deployment: Deployment
  readonly from: string | undefined
  readonly to: string
}

function requestOf(options: UpgradeOptions, { deployment, from, to }: Step): DeployOptions {
  const { yes, preview, unlock, typedState } = options
  return {
    ...{ command: 'upgrade', upgrade: { from, to }, connect: false, yes, preview, unlock },
    ...{ provider: deployment.provider, name: deployment.name, given: { [serverVersionFlag]: to } },
    ...{ config: {}, typed: [], secrets: {}, problems: [] },
    ...(typedState ? { typedState } : {}),
  }
}

async function asItIs(context: Context, deployment: Deployment, version: string): Promise<Deployed> {
  const { name, spec, outputs, createdAt, updatedAt } = deployment
  if (!outputs) throw deploymentWithoutServer(name, deployment.status)
  const client = await presentConnection(context, name)
  const up = { outputs, resources: [] }
  return { kind: 'deployed', spec, up, version, client, createdAt, updatedAt, durationSeconds: 0 }
}

/** Whoever reads that an upgrade failed wants to know first whether people can go on with their work. */
async function failed(context: Context, { deployment, engine }: Found, error: unknown): Promise<never> {
  const { name, outputs } = deployment
  const isOfUpgrade = error instanceof ZenError && error.exit === exitCodes.failed
  if (!isOfUpgrade || !outputs || context.signal.aborted) throw error
  const version = await askVersion(context, { name, engine, outputs }).catch(() => undefined)
  throw version === deployedVersion(deployment) ? oldServerGoesOn(error, version) : error
}
