/** What the conformance suite has to know of a cloud. Each cloud's is in `fixture.ts` beside its tables. */
import type { Orphan } from './account.ts'
import type { SimulatedCloud } from './cloud.ts'
import type { Settings } from './frame/view.ts'

export interface CloudFixture {
  /** Id of its provider in the registry. */
  readonly provider: string
  /** Packages of its program, beside `kubernetes`. */
  readonly packages: readonly string[]
  /** Of a cloud in which two deployments side by side have room. */
  readonly settings: Partial<Settings>
  /** Variables of somebody who may do everything, as the cloud's own tools read them. */
  readonly administrator: Readonly<Record<string, string>>
  /** Somebody else who may do everything in the same account. */
  readonly colleague: Readonly<Record<string, string>>
  /** Its region, and whatever else every deployment has to say. */
  readonly flags: readonly string[]
  /** What a person at a terminal sees, and types then, between the choice of the provider and the last question. */
  readonly dialogue: readonly (readonly [seen: string, typed: string])[]
  /** Flags that make a deployment larger without making anything of it anew. */
  readonly larger: readonly string[]
  /** What somebody would still be billed for. */
  readonly billed: (cloud: SimulatedCloud) => readonly Orphan[]
}
