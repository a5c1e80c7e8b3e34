import { Provider } from '@pulumi/aws/provider.js'
import type { CustomResourceOptions, ErrorHook, Resource } from '@pulumi/pulumi'
import type { Spec } from '../contract.ts'
import type { DataFate } from '../program-contract.ts'
import { retryHook } from '../shared/retries.ts'
import { baseName } from '../shared/spec/names.ts'
import { isPassing } from './retries.ts'
import { type AwsSpec, awsSpecOf } from './spec/aws-spec.ts'
import { settledOf } from './spec/settled.ts'

/** What every resource of a deployment at AWS needs to know. */
export interface Cloud {
  readonly aws: AwsSpec
  readonly provider: Provider
  readonly retrying: ErrorHook
  /** What becomes of the data, when all of this is about to be taken away. */
  readonly leaving: DataFate | undefined
}

/** Everything is tagged the same, and logins of another account are refused. */
export function cloudOf(spec: Spec, leaving: DataFate | undefined): Cloud {
  const aws = awsSpecOf(spec)
  const { account } = settledOf(spec.options)
  const provider = new Provider('aws', {
    region: aws.region,
    defaultTags: { tags: aws.tags },
    ...(account === undefined ? {} : { allowedAccountIds: [account] }),
  })
  return { aws, provider, leaving, retrying: retryHook(isPassing) }
}

/** Options of a resource: with the one provider, and tried again where AWS only needs time. */
export function inCloud({ provider, retrying }: Cloud, ...after: readonly Resource[]): CustomResourceOptions {
  return { provider, dependsOn: [...after], hooks: { onError: [retrying] } }
}

/** What people see in the console, and by what a resource is found again that no state knows of: see `remains.ts`. */
export function nameTag({ aws }: Cloud, resource: string): { Name: string } {
  return { Name: `${baseName(aws.name)}-${resource}` }
}
