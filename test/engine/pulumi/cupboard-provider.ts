/** A provider whose cloud is a folder. The worker finds it here, in place of zen's own registry. */
import type { Provider } from '../../../stacks/contract.ts'

export const cupboard: Provider = {
  id: 'cupboard',
  label: 'Cupboard',
  summary: 'drawers in a folder',
  defaultName: 'cupboard',
  engine: 'pulumi',
  options: [],
  program: {
    load: async () => (await import('./cupboard-program.ts')).program,
    plugins: { kubernetes: '4.34.2' },
    estimate: () => ({ minutes: 1, monthlyUsd: 0, asOf: '2026-01-01' }),
    data: () => 'the drawers',
  },
  readme: { creates: '', costs: '', needs: '' },
}

export const providers: readonly Provider[] = [cupboard]
