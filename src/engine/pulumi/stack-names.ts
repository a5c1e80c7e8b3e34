/** Names that zen's state goes by. They are on disk in people's backends: none of them may ever change. */

/** Pulumi's project; each deployment is a stack of it, called like the deployment. */
export const projectName = 'zenml'

export const stackType = 'pulumi:pulumi:Stack'
export const stashType = 'pulumi:index:Stash'
/** A release of Helm, which is the server wherever it runs in a cluster. */
export const releaseType = 'kubernetes:helm.sh/v3:Release'

/**
 * Resources that hold no real thing but what zen must remember, in the order in which they are registered. A stash's
 * `input` follows what is wanted, its `output` keeps the first value.
 */
export const stashNames = {
  /** What is wanted. */
  spec: 'spec',
  /** How much of it is wanted: all, all but a running server, or the data alone. */
  part: 'part',
  /** What a person gave along with it. */
  givenSecrets: 'given-secrets',
  /** What was wanted when everything had last come to its end. */
  deployedSpec: 'deployed-spec',
} as const

export const parts = ['everything', 'stopped', 'cleared', 'data'] as const

/** How much of a deployment is there, or shall be. */
export type Part = (typeof parts)[number]

/** `urn:pulumi:STACK::zenml::TYPE::NAME`, for resources directly below the stack. */
export function urnOf(stack: string, type: string, name: string): string {
  return `urn:pulumi:${stack}::${projectName}::${type}::${name}`
}

/** What the engine calls the root of the stack. */
export function stackUrn(stack: string): string {
  return urnOf(stack, stackType, `${projectName}-${stack}`)
}

/** The name that a program gave a resource: `namespace`. */
export function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf('::') + 2)
}

/** The type of a resource, without those of its parents: `kubernetes:core/v1:Namespace`. */
export function typeIn(urn: string): string {
  const [, , types = ''] = urn.split('::')
  return types.slice(types.lastIndexOf('$') + 1)
}

/** Whether people see a resource of this type: not what is there for the engine's and zen's own books. */
export function isShown(type: string, custom: boolean): boolean {
  return custom && type !== stashType && type !== stackType && !type.startsWith('pulumi:providers:')
}
