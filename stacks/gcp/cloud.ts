import { getClientConfig } from '@pulumi/gcp/organizations/getClientConfig.js'
import { Service } from '@pulumi/gcp/projects/service.js'
import { Provider } from '@pulumi/gcp/provider.js'
import type { CustomResourceOptions, ErrorHook, Resource } from '@pulumi/pulumi'
import type { DataFate, ProgramRequest } from '../program-contract.ts'
import { retryHook } from '../shared/retries.ts'
import { type GoogleApi, googleApi } from './google-api.ts'
import { isPassing } from './retries.ts'
import { type Api, apis, neededApis } from './spec/apis.ts'
import { type GcpSpec, gcpSpecOf } from './spec/gcp-spec.ts'
import { resourceName } from './spec/names.ts'
import { type Tidying, tidyingOf } from './tidying.ts'

/** What every resource of a deployment at Google Cloud needs to know. */
export interface Cloud {
  readonly gcp: GcpSpec
  readonly provider: Provider
  readonly retrying: ErrorHook
  readonly tidying: Tidying
  /** APIs that this deployment needs, enabled. */
  readonly services: Readonly<Partial<Record<Api, Resource>>>
  /** What becomes of the data, when all of this is about to be taken away. */
  readonly leaving: DataFate | undefined
}

export function cloudOf({ spec, leaving, env }: ProgramRequest): Cloud {
  const gcp = gcpSpecOf(spec)
  const provider = providerFor(gcp)
  const retrying = retryHook(isPassing)
  return {
    ...{ gcp, provider, retrying, leaving },
    tidying: tidyingOf(apiOf(provider, env), gcp),
    services: enabled(gcp, provider, retrying),
  }
}

export function providerFor({ project, region }: Pick<GcpSpec, 'project' | 'region'>): Provider {
  return new Provider('gcp', { project, region, addPulumiAttributionLabel: false })
}

/** With the login that the provider has. */
function apiOf(provider: Provider, env: ProgramRequest['env']): GoogleApi {
  return googleApi(async () => (await getClientConfig({ provider })).accessToken, env)
}

/** They stay enabled when the deployment goes: somebody else may need them by then. */
function enabled(gcp: GcpSpec, provider: Provider, retrying: ErrorHook): Cloud['services'] {
  const { project } = gcp
  return Object.fromEntries(
    neededApis(gcp).map((api) => [
      api,
      new Service(
        `api-${api}`,
        { project, service: apis[api], disableOnDestroy: false },
        { provider, hooks: { onError: [retrying] } },
      ),
    ]),
  )
}

/** Options of a resource: with the one provider, once its API is enabled, and tried again where Google Cloud only needs time. */
export function inCloud(cloud: Cloud, api: Api, ...after: readonly Resource[]): CustomResourceOptions {
  const { provider, retrying, services } = cloud
  const service = services[api]
  return {
    provider,
    dependsOn: [...(service ? [service] : []), ...after],
    hooks: { onError: [retrying] },
  }
}

/** What people see in the console, and by what a resource is found again that no state knows of. */
export function nameOf({ gcp }: Cloud, resource: string): string {
  return resourceName(gcp.name, resource)
}
