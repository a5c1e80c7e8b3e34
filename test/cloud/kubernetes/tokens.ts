/** Kinds as Pulumi calls them, and as Kubernetes does. */
import { groupVersion, type Kind, kinds } from '../../fakes/fake-kubernetes-kinds.ts'

/** `kubernetes:core/v1:Secret` */
export function tokenOf(kind: Kind): string {
  const version = groupVersion(kind)
  return `kubernetes:${version === 'v1' ? 'core/v1' : version}:${kind.kind}`
}

const byToken = new Map(kinds.map((kind) => [tokenOf(kind), kind]))

/** `undefined` for what is no kind of Kubernetes itself, such as a release. */
export function kindOf(token: string): Kind | undefined {
  return byToken.get(token)
}

const tokens = new Map(kinds.map((kind) => [kind.kind, tokenOf(kind)]))

/** @param name `Secret` */
export function tokenNamed(name: string): string {
  const token = tokens.get(name)
  if (token === undefined) throw new Error(`Nobody knows the kind ${name}`)
  return token
}
