import type { ClusterPlace } from '../../../stacks/program-contract.ts'

export const attic = { context: 'attic' }

/** Where the wardrobe is, in a cluster that tests make up. */
export const wardrobePlace: ClusterPlace = { cluster: attic, namespace: 'zen-oak', release: 'zen-oak' }
