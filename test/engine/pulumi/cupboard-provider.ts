/** A provider whose cloud is a folder. The worker finds it here, in place of zen's own registry. */
import type { Provider } from '../../../stacks/contract.ts'
import { attic, wardrobePlace } from './cupboard-place.ts'

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

/** The same in a cluster, as far as zen knows. */
export const wardrobe: Provider = {
  ...cupboard,
  id: 'wardrobe',
  label: 'Wardrobe',
  program: {
    load: async () => (await import('./cupboard-program.ts')).program,
    plugins: { kubernetes: '4.34.2' },
    estimate: () => ({ minutes: 1, monthlyUsd: 0, asOf: '2026-01-01' }),
    data: () => 'the drawers',
    cluster: () => attic,
    place: () => wardrobePlace,
    settle: (spec, { context, clusterId }) => ({
      spec: {
        ...spec,
        options: { ...spec.options, context, ...(clusterId ? { 'cluster-id': clusterId } : {}) },
      },
      problems: spec.options['wrong'] === true ? ['This is wrong'] : [],
    }),
    clusterId: ({ options }) =>
      options['cluster-id'] === undefined ? undefined : String(options['cluster-id']),
    needs: () => ({ kinds: [] }),
    makesCluster: () => false,
  },
}

export const providers: readonly Provider[] = [cupboard, wardrobe]
