/**
 * The registry: all providers there are. Flags, choices, prompts, help groups, the configuration file's schema,
 * shell completion, `doctor` and the README's table are derived from it.
 */
import { aws } from './aws/provider.ts'
import { azure } from './azure/provider.ts'
import type { Provider } from './contract.ts'
import { docker } from './docker/provider.ts'
import { gcp } from './gcp/provider.ts'
import { kubernetes } from './kubernetes/provider.ts'
import { local } from './local/provider.ts'

export const providers: readonly Provider[] = [local, docker, kubernetes, aws, gcp, azure]

/** The provider that `zen up` means when nothing is deployed yet. */
export const shortFormProvider: Provider = providers.find(({ shortForm }) => shortForm) ?? local
