/** What every method of the engine starts from. */
import type { Provider, Spec } from '../../../stacks/contract.ts'
import type { ProgramFacts } from '../../../stacks/program-contract.ts'
import { stateUnknown } from '../../errors/pulumi.ts'
import type { EngineFacts } from '../engine.ts'
import { type Backend, backendOf } from './backend.ts'
import type { EngineParts } from './engine-parts.ts'
import { type Passphrase, passphraseOf } from './passphrase.ts'
import { type SpareWorker, spareWorker } from './spare-worker.ts'

export interface PulumiContext {
  readonly facts: EngineFacts
  readonly providers: readonly Provider[]
  readonly parts: EngineParts
  readonly backend: Backend
  readonly passphrase: Passphrase
  readonly spare: SpareWorker
}

export function pulumiContext(
  facts: EngineFacts,
  providers: readonly Provider[],
  parts: EngineParts,
): PulumiContext {
  return {
    ...{ facts, providers, parts, spare: spareWorker() },
    ...{ backend: backendOf(facts), passphrase: passphraseOf(facts) },
  }
}

/** @throws ZenError `PROVIDER_UNKNOWN` when a newer zen deployed it */
export function programOf({ providers }: PulumiContext, { name, provider }: Spec): ProgramFacts {
  const program = providers.find(({ id }) => id === provider)?.program
  if (!program) throw stateUnknown(name, provider)
  return program
}

/** What people call the provider: `AWS`. */
export function labelOf({ providers }: PulumiContext, { provider }: Spec): string {
  return providers.find(({ id }) => id === provider)?.label ?? provider
}
