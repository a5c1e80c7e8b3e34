/** Providers that no computer has: one with questions of every kind, one in a cluster; and commands that know them. */
import Deploy from '../../src/commands/deploy.ts'
import {
  connectOption,
  nameOption,
  previewOption,
  providerOption,
  unlockOption,
} from '../../src/input/command-options.ts'
import { providerFlags } from '../../src/input/option-flags.ts'
import { secretsProviderOption } from '../../src/input/state-options.ts'
import type { Provider } from '../../stacks/contract.ts'
import { providers } from '../../stacks/index.ts'
import { type CommandRun, runCommand, type Surroundings } from '../commands/run-command.ts'
import { type TestContext, type TestContextOptions, testContext } from '../fakes/test-context.ts'

export const testProvider: Provider = {
  id: 'test',
  label: 'Test',
  summary: 'a place with questions',
  defaultName: 'test',
  engine: 'local',
  options: [
    {
      ...{ flag: 'size', type: 'text', summary: 'how large', placeholder: 'SIZE' },
      ...{ default: 'usual', question: 'How large?' },
    },
    {
      ...{ flag: 'reason', type: 'text', summary: 'why', placeholder: 'REASON', question: 'Why?' },
      askWhen: (values) => values['size'] === 'large',
    },
  ],
  readme: { creates: '', costs: '', needs: '' },
}

export class TestDeploy extends Deploy {
  static override flags = { ...Deploy.flags, ...providerFlags([testProvider]) }

  protected override readonly options = [{ ...providerOption, choices: ['test'] }, nameOption]
  protected override readonly optionProviders = [testProvider]
}

/** What the registry will say of places in clusters, as far as actions can tell. */
const clusterProvider: Provider = {
  id: 'cluster',
  label: 'Cluster',
  summary: 'a cluster that forgets',
  defaultName: 'cluster',
  engine: 'pulumi',
  options: [
    { flag: 'context', type: 'text', summary: 'context of the kubeconfig', placeholder: 'CONTEXT' },
    {
      ...{ flag: 'expose', type: 'text', summary: 'how it is reached', placeholder: 'WAY' },
      ...{ choices: ['load-balancer', 'none'], default: 'load-balancer' },
    },
    {
      ...{ flag: 'server-version', type: 'text', summary: 'version of ZenML', placeholder: 'VERSION' },
      default: '0.98.0',
    },
  ],
  readme: { creates: '', costs: '', needs: '' },
}

const clusterOptions = [
  { ...providerOption, choices: ['cluster', 'docker', 'local'] },
  ...[nameOption, previewOption, connectOption, unlockOption, secretsProviderOption],
]

export class ClusterDeploy extends Deploy {
  static override flags = { ...Deploy.flags, ...providerFlags([clusterProvider]) }

  protected override readonly options = clusterOptions
  protected override readonly optionProviders = [clusterProvider]
}

/** A computer that knows the registry and, besides, the cluster. */
export function clusterContext(options: TestContextOptions = {}): Promise<TestContext> {
  return testContext({ providers: [...providers, clusterProvider], ...options })
}

/** Deploys `team` to the cluster without questions. */
export function deployToCluster(
  context: TestContext,
  argv: readonly string[] = [],
  around: Surroundings = {},
): Promise<CommandRun> {
  const common = ['--provider', 'cluster', '--name', 'team', '--yes']
  return runCommand(context, ClusterDeploy, [...common, ...argv], around)
}
