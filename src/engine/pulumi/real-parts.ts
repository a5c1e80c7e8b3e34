import type { EngineParts } from './engine-parts.ts'

/** What a real zen works with. */
export const realParts: EngineParts = {
  ensureEngine: async () => {
    throw new Error('Later')
  },
  engineChecks: () => [],
}
