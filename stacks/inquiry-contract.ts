/** What a cloud is asked about a deployment, in types; the part of the contract for providers that are clouds. */
import type { Finding, OptionValues, Spec } from './contract.ts'
import type { ClusterPlace } from './program-contract.ts'

/**
 * Questions to a cloud. Each is asked inside a Pulumi program that is only previewed: it registers nothing but its
 * provider, and invokes. What the provider itself says, of credentials say, fails the preview.
 */
export interface Inquiries {
  /** All that is wrong with a spec over there, before anything is made. */
  readonly preflight: (request: InquiryRequest) => Promise<Preflight>
  /** All that is there of a deployment, whether a state knows of it or not. */
  readonly remains: (request: InquiryRequest) => Promise<readonly CloudResource[]>
  /** The way into its cluster with a login of now; `undefined` when there is no such cluster. */
  readonly place: (request: InquiryRequest) => Promise<ClusterPlace | undefined>
}

export interface InquiryRequest {
  readonly spec: Spec
  /** As in {@link ProgramRequest}. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** What an earlier run stored under this name. */
  readonly stored?: Spec
}

export interface Preflight {
  /** What the confirm question names: `AWS account 123456789012 in eu-west-1`. */
  readonly where: string
  /** As whom one is there, in the cloud's words. */
  readonly identity: string
  readonly findings: readonly PreflightFinding[]
  /** What is found out once and must stay so: it goes into the spec, next to the options. */
  readonly settled: OptionValues
}

export interface PreflightFinding extends Finding {
  /** Like that of a check. */
  readonly id: string
  readonly title: string
}

/** Something in a cloud that belongs to a deployment. */
export interface CloudResource {
  /** Pulumi's: `aws:ec2/vpc:Vpc`. */
  readonly type: string
  /** What the program calls it, where it is the program's; else a cluster made it, or it is left on purpose. */
  readonly name?: string
  /** As the provider takes it to import it. */
  readonly id: string
  /** What people look for: `VPC vpc-0a1b2c3d (zen-team-vpc)`. */
  readonly words: string
  /** Left on purpose, such as a last snapshot. */
  readonly kept?: true
}
