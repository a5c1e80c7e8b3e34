import { Provider } from '@pulumi/azure-native/provider.js'
import { type CustomResourceOptions, type ErrorHook, type Resource, RunError } from '@pulumi/pulumi'
import type { Spec } from '../contract.ts'
import type { DataFate } from '../program-contract.ts'
import { retryHook } from '../shared/retries.ts'
import { isPassing, pauses } from './retries.ts'
import { type AzureSpec, azureSpecOf } from './spec/azure-spec.ts'

/** What every resource of a deployment at Azure needs to know. */
export interface Cloud {
  readonly azure: AzureSpec
  /** Id. */
  readonly subscription: string
  readonly provider: Provider
  readonly retrying: ErrorHook
  /** What becomes of the data, when all of this is about to be taken away. */
  readonly leaving: DataFate | undefined
}

/** Everything stays in the subscription where it was made. @throws RunError when nobody found out which that is */
export function cloudOf(spec: Spec, leaving: DataFate | undefined): Cloud {
  const azure = azureSpecOf(spec)
  const { subscription, region } = azure
  if (subscription === undefined) throw new RunError('Which Azure subscription this is for is not known.')
  const provider = new Provider('azure', { subscriptionId: subscription, location: region })
  return { azure, subscription, provider, leaving, retrying: retryHook(isPassing, pauses) }
}

/** Options of a resource: with the one provider, and tried again where Azure only needs time. */
export function inCloud({ provider, retrying }: Cloud, ...after: readonly Resource[]): CustomResourceOptions {
  return { provider, dependsOn: [...after], hooks: { onError: [retrying] } }
}
