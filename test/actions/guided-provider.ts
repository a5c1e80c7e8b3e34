/** A provider with an option of every kind, for people who want to be asked about all of them. */
import Deploy from '../../src/commands/deploy.ts'
import { guidedOption, nameOption, previewOption, providerOption } from '../../src/input/command-options.ts'
import { providerFlags } from '../../src/input/option-flags.ts'
import type { Provider } from '../../stacks/contract.ts'

const text = { type: 'text', placeholder: 'TEXT' } as const

export const guidedProvider: Provider = {
  id: 'wide',
  label: 'Wide',
  summary: 'a place with many options',
  defaultName: 'wide',
  engine: 'docker',
  options: [
    { ...text, flag: 'place', summary: 'place of it all', required: true, question: 'Where?' },
    { ...text, flag: 'port', type: 'number', summary: 'port that it answers at', default: 80 },
    { ...text, flag: 'label', type: 'list', summary: 'label', defaultNote: 'none' },
    { flag: 'loud', type: 'boolean', summary: 'say more' },
    { ...text, flag: 'mood', summary: 'mood', choices: ['calm', 'wild'], default: 'calm' },
    { ...text, flag: 'folder', summary: 'folder that it is in', defaultNote: 'zen-NAME' },
    {
      ...{ ...text, flag: 'rope', summary: 'rope that holds it' },
      goesWith: { words: '--mood wild', when: ({ mood }) => mood === 'wild' },
    },
    { ...text, flag: 'password', secret: true, summary: 'password of it', defaultNote: 'a generated one' },
    {
      ...{
        ...text,
        flag: 'notes',
        secret: true,
        fromFile: true,
        summary: 'notes about it',
        defaultNote: 'none',
      },
      problem: (value) => (value === 'bad' ? 'must hold good news' : undefined),
    },
  ],
  problems: ({ folder, rope }) =>
    folder !== undefined && rope !== undefined ? ['--folder and --rope exclude each other'] : [],
  readme: { creates: '', costs: '', needs: '' },
}

export class GuidedDeploy extends Deploy {
  static override flags = { ...Deploy.flags, ...providerFlags([guidedProvider]) }

  protected override readonly options = [
    { ...providerOption, choices: ['wide'] },
    ...[nameOption, previewOption, guidedOption],
  ]
  protected override readonly optionProviders = [guidedProvider]
}
