import type { Recipe } from '../../scripts/toolchain/recipes.ts'

/** The program of `sample-module.ts`; apart from it, so that a process without vitest can load it. */
export const sample: Recipe = {
  name: 'sample',
  purpose: 'these tests',
  module: 'sample',
  goPackage: '.',
  version: '1.2.3',
  variables: { 'main.version': 'v1.2.3' },
  versionArguments: ['version'],
}
