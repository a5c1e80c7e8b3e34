/** What is wrong with a request, as far as it can be said without asking anybody. */
import type { Provider } from '../../stacks/contract.ts'
import { flagName } from '../deployment/flag-name.ts'
import { holdsPassword, resolveOptions } from '../deployment/resolve.ts'
import type { Deployment } from '../engine/engine.ts'
import { missingValue, type Problem, typedPasswordWarning } from '../errors/usage.ts'
import type { SpecRequest } from './spec-request.ts'

/** Problems that no choice of a provider could mend. */
export function problemsAnywhere(providers: readonly Provider[], request: SpecRequest): readonly Problem[] {
  const { given, config, problems } = request
  const layers = { given, config, stored: {}, secrets: {} }
  const found = providers.flatMap((provider) => resolveOptions(provider, layers).problems)
  const options = providers.flatMap((provider) => provider.options)
  const everywhere = found.filter(({ flag }, at) => {
    const same = found.filter((problem) => problem.flag === flag)
    const takers = options.filter((option) => option.flag === flag)
    return same.length === takers.length && found.findIndex((problem) => problem.flag === flag) === at
  })
  return [...problems, ...everywhere]
}

/** To be said where nobody can be asked, unless what was given is wrong: that is said already. */
export function missingProvider(problems: readonly Problem[]): readonly Problem[] {
  return problems.some(({ flag }) => flag === 'provider') ? [] : [missingValue('provider', 'The provider')]
}

/** What can only be said once provider and deployment are known. */
export function problemsOfPlace(
  providers: readonly Provider[],
  provider: Provider,
  request: SpecRequest,
  existing: Deployment | undefined,
): readonly Problem[] {
  const { typed, config } = request
  const flags = ({ options }: Provider) => options.map(flagName)
  const own = flags(provider)
  const foreign = providers.flatMap(flags).filter((flag) => !own.includes(flag))
  const misplaced = [...new Set([...typed, ...Object.keys(config)])].filter((flag) => foreign.includes(flag))
  return [
    ...(existing && existing.provider !== provider.id ? [nameTaken(existing)] : []),
    ...misplaced.map((flag) => ({ flag, message: `--${flag} means nothing to the provider ${provider.id}` })),
    ...problemsOfState(provider, request),
  ]
}

/** Who types where state should live expects others to find it there. */
export function problemsOfState(
  { id, engine }: Provider,
  { typed }: Pick<SpecRequest, 'typed'>,
): readonly Problem[] {
  if (engine === 'pulumi') return []
  const flags = typed.filter((flag) => flag === 'backend' || flag === 'secrets-provider')
  return flags.map((flag) => ({
    flag,
    message: `--${flag} means nothing to the provider ${id}: its state stays on this computer`,
  }))
}

function nameTaken({ name, provider }: Deployment): Problem {
  return { flag: 'name', message: `"${name}" is a deployment on ${provider}: choose another --name` }
}

/** What is typed can be read by every user of this computer, in the list of processes. */
export function passwordWarnings({ options }: Provider, { typed, given }: SpecRequest): readonly string[] {
  return options
    .filter((option) => typed.includes(option.flag) && holdsPassword(option, given[option.flag]))
    .map(({ flag, passwordTo = flag }) => typedPasswordWarning(flag, passwordTo))
}
