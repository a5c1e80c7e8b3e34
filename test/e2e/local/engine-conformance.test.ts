import { activeEnvironment, localComputer, localTarget } from '../../engine/local/local-computer.ts'
import { engineConformance } from '../../fakes/engine-conformance.ts'
import { zenmlPython } from '../../zenml/python.ts'

engineConformance(
  'the local provider',
  async () => {
    const { engine } = await localComputer({ env: activeEnvironment(await zenmlPython()) })
    return { engine, target: await localTarget() }
  },
  { timeoutMs: 120_000 },
)
