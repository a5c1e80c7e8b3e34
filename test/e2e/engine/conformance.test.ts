import { cupboardZen } from '../../engine/pulumi/cupboard-zen.ts'
import { engineConformance } from '../../fakes/engine-conformance.ts'

engineConformance(
  'the Pulumi engine',
  async () => {
    const { engine, target } = await cupboardZen()
    return { engine, target: target() }
  },
  { timeoutMs: 120_000 },
)
