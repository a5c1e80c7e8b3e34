import type { Check, Finding } from '../../../stacks/contract.ts'
import { oldestServerVersion } from '../../../stacks/zenml-versions.ts'
import { clientTooOld, databaseInUse, databaseNotWritable, migrationWarning } from '../../errors/local.ts'
import type { ZenError } from '../../errors/zen-error.ts'
import type { Target } from '../engine.ts'
import { isLoopback } from './address.ts'
import { databaseFile, databaseProblem } from './database.ts'
import { type LocalFacts, type Plan, planUp } from './plan.ts'
import { portError } from './port-check.ts'
import { environmentDirectory, hasUv, installCommands } from './python-environment.ts'
import { otherServerOf } from './served-databases.ts'
import { compareVersions } from './zenml-version.ts'

/** What a local deployment needs of this computer. Without a target: what any would need. */
export function localChecks(facts: LocalFacts, target?: Target): readonly Check[] {
  const asked = target ?? { spec: { name: 'local', provider: 'local', options: {} }, secrets: {} }
  // The checks run side by side and share one look at the computer.
  let shared: Promise<Plan> | undefined
  const plan = () => {
    shared ??= planUp(facts, asked)
    return shared
  }
  const general: readonly Check[] = [
    {
      id: 'local-python',
      title: 'Python for the ZenML server',
      run: async () => pythonFinding(facts, await plan()),
    },
    { id: 'local-database', title: "The client's database", run: () => databaseFinding(facts, asked) },
  ]
  if (!target) return general
  return [
    ...general,
    { id: 'local-port', title: 'Port of the server', run: async () => portFinding(facts, await plan()) },
    {
      id: 'local-exposure',
      title: 'Who can reach the server',
      run: async () => exposureFinding(await plan()),
    },
  ]
}

async function pythonFinding(
  facts: LocalFacts,
  { settings, actions, candidates, usedBy }: Plan,
): Promise<Finding> {
  const { version, python } = settings
  if (compareVersions(version, oldestServerVersion) < 0)
    return failure(clientTooOld(version, oldestServerVersion))
  if (usedBy !== undefined && compareVersions(version, usedBy) > 0) {
    return {
      verdict: 'warn',
      message: migrationWarning(version, usedBy),
      fix: ['If other ZenML clients use this database: back it up, and upgrade them too.'],
    }
  }
  if (actions.environment !== 'create') return passed(`ZenML ${version} with its server in ${python}`)
  const directory = environmentDirectory(facts.dataDirectory, version)
  // Throws when there is nothing to make it with, and a check that throws has failed.
  installCommands({ directory, python, version, candidates, hasUv: await hasUv(facts.env) })
  return passed(`ZenML ${version} will be installed in ${directory}`)
}

async function databaseFinding(facts: LocalFacts, { spec }: Target): Promise<Finding> {
  const file = databaseFile(facts)
  const problem = await databaseProblem(file)
  if (problem !== undefined) return failure(databaseNotWritable(file, problem))
  const other = await otherServerOf(file, { facts, except: spec.name })
  return other === undefined ? passed(file) : failure(databaseInUse(file, other))
}

async function portFinding(facts: LocalFacts, { settings, running, record }: Plan): Promise<Finding> {
  if (running && record?.runtime.port === settings.port) return passed(`Port ${settings.port} is its own`)
  const error = await portError(settings, facts)
  return error ? failure(error) : passed(`Port ${settings.port} is free`)
}

function exposureFinding({ settings: { host, port } }: Plan): Finding {
  if (isLoopback(host)) return passed('Only programs on this computer')
  return {
    verdict: 'warn',
    message: `Everybody who reaches ${host} port ${port} can try to log in, and passwords travel unencrypted.`,
    fix: ['If that is not what you want: --host 127.0.0.1'],
  }
}

function passed(message: string): Finding {
  return { verdict: 'pass', message, fix: [] }
}

function failure({ message, fix }: ZenError): Finding {
  return { verdict: 'fail', message, fix }
}
