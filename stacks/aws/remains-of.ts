/** From lists of AWS to what is left of a deployment. Pure. */
import type { CloudResource } from '../inquiry-contract.ts'
import { baseName } from '../shared/spec/names.ts'
import { type NamedThing, namedThing } from './spec/arn.ts'

export interface Found extends NamedThing {
  /** What people see in the console: `zen-team-vpc`. */
  readonly nameTag: string | undefined
}

/** Ids by type: all that there are of these kinds, so that a list of tags that is late deceives nobody. */
export type Seen = Readonly<Record<string, readonly string[]>>

/** Parts of something go with it, and linger in lists. */
const wholes: Readonly<Record<string, string>> = {
  'aws:eks/nodeGroup:NodeGroup': 'aws:eks/cluster:Cluster',
  'aws:eks/addon:Addon': 'aws:eks/cluster:Cluster',
  'aws:lb/listener:Listener': 'aws:lb/loadBalancer:LoadBalancer',
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': 'aws:ec2/securityGroup:SecurityGroup',
  'aws:ec2/routeTable:RouteTable': 'aws:ec2/vpc:Vpc',
}

interface Lists {
  readonly tagged: readonly Found[]
  readonly seen: Seen
}

export function remainsOf(name: string, { tagged, seen }: Lists): readonly CloudResource[] {
  const each = new Map(tagged.map((found) => [`${found.type} ${found.id}`, found]))
  const there = [...each.values()].filter(({ type, id }) => isThere(seen, type, id))
  const known = new Set(there.map(({ type, id }) => `${type} ${id}`))
  const unknown = Object.entries(seen).flatMap(([type, ids]) =>
    ids
      .filter((id) => !known.has(`${type} ${id}`))
      .map((id) => ({ type, id, words: wordsOf(type, id), nameTag: undefined })),
  )
  return [...there, ...unknown]
    .map((found) => toResource(name, found))
    .toSorted((one, other) => one.words.localeCompare(other.words))
}

function isThere(seen: Seen, type: string, id: string): boolean {
  const whole = wholes[type]
  if (whole !== undefined) return (seen[whole] ?? []).length > 0
  return seen[type]?.includes(id) ?? true
}

function toResource(deployment: string, { type, id, words, nameTag }: Found): CloudResource {
  const name = others.includes(type) ? undefined : logicalName(deployment, nameTag)
  const told = nameTag === undefined || words.endsWith(` ${nameTag}`) ? words : `${words} (${nameTag})`
  return {
    ...{ type: typeByName(type, name), id, words: told },
    ...(name === undefined ? {} : { name }),
    ...(type === 'aws:rds/snapshot:Snapshot' ? { kept: true } : {}),
  }
}

/** What no program makes: a cluster does, or RDS when it deletes. */
const others = ['aws:ebs/volume:Volume', 'aws:rds/snapshot:Snapshot']

/** Tags are made of the names that the program uses, see `nameTag`. */
function logicalName(deployment: string, nameTag: string | undefined): string | undefined {
  const prefix = `${baseName(deployment)}-`
  return nameTag?.startsWith(prefix) ? nameTag.slice(prefix.length) : undefined
}

/** AWS tells rules for what comes in from those for what goes out by no name of theirs. */
function typeByName(type: string, name: string | undefined): string {
  return name === 'server-out' ? 'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule' : type
}

function wordsOf(type: string, id: string): string {
  if (id.startsWith('arn:')) return namedThing(id)?.words ?? id
  const kind = type.slice(type.lastIndexOf(':') + 1).replaceAll(/([a-z])([A-Z])/g, '$1 $2')
  return `${kind.toLowerCase()} ${id}`
}
