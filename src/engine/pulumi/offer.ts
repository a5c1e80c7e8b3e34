import type { OptionValues } from '../../../stacks/contract.ts'
import { defaultKubeconfig, namedKubeconfig } from '../../cluster/kubeconfig-files.ts'
import { ZenError } from '../../errors/zen-error.ts'
import type { EngineFacts, Offer } from '../engine.ts'

/** The contexts of the kubeconfig. What is wrong with that is said when it is needed. */
export async function offer(
  { env }: Pick<EngineFacts, 'env'>,
  flag: string,
  { kubeconfig }: OptionValues,
): Promise<Offer | undefined> {
  if (flag !== 'context') return undefined
  try {
    const found =
      typeof kubeconfig === 'string'
        ? await namedKubeconfig(kubeconfig)
        : (await defaultKubeconfig(env)).found
    if (!found) return undefined
    const choices = found.contexts.map(({ name }) => name)
    return { choices, ...(choices.includes(found.currentContext) ? { usual: found.currentContext } : {}) }
  } catch (error) {
    if (error instanceof ZenError) return undefined
    throw error
  }
}
