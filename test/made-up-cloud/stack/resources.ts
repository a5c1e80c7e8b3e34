/** What an SDK of this cloud would hold. */
import {
  CustomResource,
  type CustomResourceOptions,
  type Inputs,
  type Output,
  ProviderResource,
  runtime,
} from '@pulumi/pulumi'

export class Meadow extends ProviderResource {
  constructor(region: unknown) {
    super('meadow', 'meadow', { region })
  }
}

export class Cluster extends CustomResource {
  declare readonly endpoint: Output<string>

  constructor(name: string, inputs: Inputs, options: CustomResourceOptions) {
    super('meadow:index:Cluster', name, { endpoint: undefined, ...inputs }, options)
  }
}

export class Field extends CustomResource {
  constructor(name: string, inputs: Inputs, options: CustomResourceOptions) {
    super('meadow:index:Field', name, inputs, options)
  }
}

export class Address extends CustomResource {
  declare readonly ip: Output<string>

  constructor(name: string, inputs: Inputs, options: CustomResourceOptions) {
    super('meadow:index:Address', name, { ip: undefined, ...inputs }, options)
  }
}

export interface Login {
  readonly principal: string
  /** Where there is such a cluster. */
  readonly endpoint?: string
  readonly authority?: string
  readonly token: string
}

export function getLogin(cluster: string, provider: Meadow): Promise<Login> {
  return runtime.invoke('meadow:index:getLogin', { cluster }, { provider })
}

export interface Thing {
  readonly type: string
  readonly id: string
}

export function getThings(
  deployment: string,
  provider: Meadow,
): Promise<{ readonly things: readonly Thing[] }> {
  return runtime.invoke('meadow:index:getThings', { deployment }, { provider })
}
