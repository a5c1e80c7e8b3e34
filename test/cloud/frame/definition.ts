/**
 * What a cloud is, in types. A cloud is data: what kinds of things it has, what it answers when asked, what its
 * provider says when it refuses. Everything else (state, time, faults, the engine's protocol) is the frame's.
 */
import type { Caller } from './call.ts'
import type { Refusal } from './cloud-error.ts'
import type { Identity } from './identity.ts'
import type { Properties } from './properties.ts'
import type { CloudObject, View } from './view.ts'
import type { World } from './world.ts'

export interface CloudDefinition {
  /** Name of the Pulumi package: `aws`. */
  readonly package: string
  readonly types: Readonly<Record<string, ResourceType>>
  readonly functions: Readonly<Record<string, DataSource>>
  readonly quotas: Readonly<Record<string, number>>
  /** Who is calling, from the provider's configuration and its environment; or what is wrong with that. */
  readonly signIn: (request: SignIn) => Session | { readonly problems: readonly string[] }
  /** Keys of the provider's configuration whose change needs a new provider, and new resources with it. */
  readonly configReplaces?: (olds: Properties, news: Properties) => readonly string[]
  /** Changes what a program gave before it is judged, for example adds the provider's own tags. */
  readonly prepare?: (type: ResourceType, inputs: Properties, session: Session) => Properties
  /** Whether it waits no longer for what it began when the engine is told to stop. Those of Terraform's go on waiting. */
  readonly heedsCancel?: true
  /** Whether this caller may; throws what the cloud says if not. */
  readonly permit: (session: Session, operation: Operation) => void
  readonly words: Words
  /** Furniture of a new account, in a region that nobody looked into before. */
  readonly furnish?: (view: View) => void
  /** Kinds that only the cloud itself and tests make. */
  readonly leftovers?: readonly string[]
  /** Properties of things that are tagged. @default `tags`, `tagsAll` */
  readonly tagProperties?: readonly string[]
  /** What a thing is tagged with. @default its outputs `tags` and `tagsAll` */
  readonly tagsOf?: (object: CloudObject) => Properties
}

export interface SignIn {
  readonly config: Properties
  readonly env: Readonly<Record<string, string | undefined>>
  readonly identities: readonly Identity[]
  readonly world: World
}

export interface Session {
  readonly identity: Identity
  readonly region: string
  readonly config: Properties
}

/** One call of a cloud's API, for its words and for permissions. */
export interface Operation {
  /** As the provider prints it: `EC2`. */
  readonly service: string
  /** `CreateVpc` */
  readonly name: string
  /** What the provider says it was doing; `{id}` and names of properties are filled in: `deleting EC2 Subnet ({id})`. */
  readonly doing: string
}

export type Verb = 'create' | 'read' | 'update' | 'delete'

export interface ResourceType {
  /** `aws:ec2/vpc:Vpc` */
  readonly token: string
  readonly operations: Readonly<Record<Verb, Operation>>
  /** Where things of this kind live when that is not the caller's region: `global`. */
  readonly place?: string
  /** The property that names it, where the provider makes up a name. */
  readonly name?: NameRule
  /** The provider reads it by that name too, not only by its id. */
  readonly isReadByName?: true
  /** The id by which the provider imports it, where that is another one than the state has. */
  readonly importedAs?: (outputs: Properties) => string
  /** Carries tags, of its own and of its provider. */
  readonly tagged?: boolean
  readonly required: readonly string[]
  /** Filled in when a program leaves them out. */
  readonly defaults?: (inputs: Properties) => Properties
  /** Paths of properties whose change makes a new one. */
  readonly replaceOn: readonly string[]
  /** Paths of properties that the cloud fills in when a program leaves them out, so that leaving out is no change. */
  readonly settledByCloud?: readonly string[]
  /** Paths of outputs inside of inputs, such as `vpcConfig.vpcId`: a preview says that they are not known yet. */
  readonly inside?: readonly string[]
  readonly deleteBeforeReplace?: boolean
  readonly minutes: Minutes
  /** How long the provider waits, in minutes; 20 where nothing is said. */
  readonly timeouts?: Partial<Record<Verb, number>>
  /** Refusals that the provider takes for passing. */
  readonly retries?: Partial<Record<Verb, Retry>>
  /** What is wrong with the values alone; values may be unknown. */
  readonly problems?: (inputs: Properties) => readonly Problem[]
  /** Judges and makes it. Throws a refusal. */
  readonly make: (request: Making) => Made
  /** Judges and makes a change; says what outputs become. Throws a refusal. */
  readonly change?: (request: Changing) => Properties
  /** Whether it may go now; throws a refusal. May leave something behind. */
  readonly unmake?: (object: CloudObject, view: View) => void
  /** When it is gone. */
  readonly gone?: (object: CloudObject, view: View) => void
  /** Why it isn't healthy yet, as the provider says when it has waited for too long. */
  readonly trouble?: (object: CloudObject, view: View) => string | undefined
  /** Whether something real outside of the simulation has to be there first, and is not yet. */
  readonly outside?: (object: CloudObject) => boolean
  /** Names of the phases in an output. */
  readonly status?: {
    readonly property: string
    readonly words: Readonly<Record<'creating' | 'ready' | 'updating' | 'deleting', string>>
  }
  /** Listed as deleted for that many minutes after it is gone. */
  readonly lingers?: number
}

/** How long the real cloud takes, in minutes. */
export type Minutes = Readonly<Record<'create' | 'update' | 'delete', Duration>>
export type Duration = number | ((inputs: Properties) => number)

export interface NameRule {
  /** Path: `name`, `metadata.name`. */
  readonly property: string
  /** Letters. */
  readonly longest: number
  /** Hexadecimal digits behind the resource's name. @default 7 */
  readonly digits?: number
}

export interface Retry {
  readonly codes: readonly string[]
  /** Only with such words. */
  readonly says?: RegExp
  readonly minutes: number
}

export interface Problem {
  /** `vpcConfig.subnetIds` */
  readonly path: string
  readonly reason: string
}

export interface Making {
  readonly inputs: Properties
  readonly view: View
  readonly session: Session
}

export interface Made {
  readonly id: string
  /** Beyond the inputs, or in their place. */
  readonly outputs?: Properties
  /** Others can't see it for so many minutes. */
  readonly unseen?: number
}

export interface Changing extends Making {
  readonly object: CloudObject
}

/** A function of the provider that a program can call: a look at the cloud, or at its catalogue. */
export interface DataSource {
  readonly operation: Operation
  readonly place?: string
  /** What takes time and changes nothing, before the answer. @returns more arguments */
  readonly ready?: (caller: Caller) => Promise<Properties>
  readonly answer: (args: Properties, view: View, session: Session) => Properties
}

export interface Words {
  /** About a value that can't be right, with the resource's name in the program. */
  readonly problem: (name: string, path: string, reason: string) => string
  /** The provider's sentence about an API's refusal. @param subject fills the operation's `doing` in */
  readonly refusal: (operation: Operation, subject: Properties, refusal: Refusal) => string
  /** What the engine is told. */
  readonly failed: (verb: Verb | 'invoke', urn: string, sentence: string) => string
  readonly unfinished: (verb: Verb | 'invoke', urn: string, sentence: string) => string
  /** What else the provider writes into the engine's log. */
  readonly logged?: (sentence: string) => string
  /** A wait that took longer than the provider is ready to wait. */
  readonly timedOut: (
    operation: Operation,
    subject: Properties,
    type: ResourceType,
    minutes: number,
  ) => string
}
