import type { Provider } from '../../stacks/contract.ts'
import type { Context } from '../context.ts'
import { problemOfName } from '../deployment/name.ts'

/**
 * The name of a deployment that nobody named. Asked in clouds, where there are several as a rule, and where a name is
 * for good; those that are there are offered, because to name one of them is to go on with it. A guided person is asked
 * everywhere.
 */
export async function askName(context: Context, provider: Provider, guided = false): Promise<string> {
  const { terminal } = context
  const isCloud = provider.program?.inquiries !== undefined
  if (!terminal.canAsk || !(isCloud || guided)) return provider.defaultName
  const deployments = await (await context.engineOf(provider)).list()
  const present = deployments
    .filter((deployment) => deployment.provider === provider.id)
    .map(({ name }) => name)
  const [only, ...others] = present
  return terminal.ask({
    kind: 'text',
    flag: 'name',
    message: 'Name of the deployment',
    default: only !== undefined && others.length === 0 ? only : provider.defaultName,
    ...(present.length > 0 ? { suggestions: present } : {}),
    problem: (answer) => {
      const problem = problemOfName(answer)
      return problem === undefined ? undefined : `A name ${problem}.`
    },
  })
}
