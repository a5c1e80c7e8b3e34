/** A provider with questions of every kind, and the deploy command that knows it. */

import Deploy from '../../src/commands/deploy.ts'
import { nameOption, providerOption } from '../../src/input/command-options.ts'
import { providerFlags } from '../../src/input/option-flags.ts'
import type { Provider } from '../../stacks/contract.ts'

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
