/** What lies in the fake cluster, and the rules by which it changes. */
import { randomUUID } from 'node:crypto'
import { fieldAt, isMapping, listAt, textAt, textsAt } from '../../src/cluster/fields.ts'
import { groupVersion, type Kind } from './fake-kubernetes-kinds.ts'

export type Fields = Readonly<Record<string, unknown>>

/** A refusal, as the API server words it. */
export class Refusal extends Error {
  readonly status: number
  readonly reason: string

  constructor(status: number, reason: string, message: string) {
    super(message)
    this.status = status
    this.reason = reason
  }
}

export interface Address {
  readonly kind: Kind
  readonly namespace?: string | undefined
  readonly name?: string | undefined
}

export class Objects {
  readonly #all: Map<string, Fields>
  #version: number

  /** @param all by {@link keyOf} @param version how many changes there were before */
  constructor(all = new Map<string, Fields>(), version = 0) {
    this.#all = all
    this.#version = version
  }

  /** Puts it there as it is, whatever was there before. */
  put(kind: Kind, object: Fields): Fields {
    const namespace = kind.namespaced ? textAt(object, 'metadata', 'namespace') || 'default' : undefined
    const name = textAt(object, 'metadata', 'name')
    const before = this.#all.get(keyOf({ kind, namespace, name }))
    this.#version += 1
    const metadata = {
      uid: textAt(before, 'metadata', 'uid') || randomUUID(),
      creationTimestamp: textAt(before, 'metadata', 'creationTimestamp') || new Date().toISOString(),
      ...meta(object),
      ...(namespace === undefined ? {} : { namespace }),
      resourceVersion: String(this.#version),
    }
    const made = { apiVersion: groupVersion(kind), kind: kind.kind, ...object, metadata }
    this.#all.set(keyOf({ kind, namespace, name }), made)
    return made
  }

  find(address: Address): Fields | undefined {
    return this.#all.get(keyOf(address))
  }

  get(address: Address): Fields {
    const found = this.find(address)
    if (found) return found
    const { resource } = address.kind
    throw new Refusal(404, 'NotFound', `${resource} "${address.name}" not found`)
  }

  create(address: Address, object: Fields): Fields {
    const name = textAt(object, 'metadata', 'name')
    const { kind, namespace } = address
    if (this.find({ ...address, name }))
      throw new Refusal(409, 'AlreadyExists', `${kind.resource} "${name}" already exists`)
    const home = namespace === undefined ? undefined : this.#namespace(namespace)
    if (namespace !== undefined && !home)
      throw new Refusal(404, 'NotFound', `namespaces "${namespace}" not found`)
    if (textAt(home, 'metadata', 'deletionTimestamp') !== '')
      throw new Refusal(
        403,
        'Forbidden',
        `unable to create new content in namespace ${namespace} because it is being terminated`,
      )
    return this.put(kind, { ...object, metadata: { ...meta(object), ...(namespace ? { namespace } : {}) } })
  }

  patch(address: Address, change: Fields): Fields {
    const changed = merged(this.get(address), change)
    const made = this.put(address.kind, isMapping(changed) ? changed : {})
    if (isDoomed(made)) this.#drop(made, keyOf(address))
    return made
  }

  /** What has finalizers stays until somebody takes them away. */
  remove(address: Address): Fields {
    const object = this.get(address)
    if (listAt(object, 'metadata', 'finalizers').length > 0) {
      const deletionTimestamp = new Date().toISOString()
      return this.put(address.kind, { ...object, metadata: { ...meta(object), deletionTimestamp } })
    }
    this.#drop(object, keyOf(address))
    return object
  }

  list({ kind, namespace }: Address, labels: string, fields: string): readonly Fields[] {
    const prefix = keyOf({ kind, namespace, name: '' })
    const here = [...this.#all].filter(([key]) =>
      namespace === undefined ? key.startsWith(`${kind.resource}.${kind.group}/`) : key.startsWith(prefix),
    )
    return here
      .map(([, object]) => object)
      .filter((it) => matchesLabels(textsAt(it, 'metadata', 'labels'), labels) && matchesFields(it, fields))
  }

  /** `Kind/name` of all there is, sorted. */
  names(): readonly string[] {
    return [...this.#all.values()]
      .map((it) => `${textAt(it, 'kind')}/${textAt(it, 'metadata', 'name')}`)
      .sort()
  }

  /** With what it owns, at once: a real cluster takes a moment. */
  #drop(object: Fields, key: string): void {
    this.#all.delete(key)
    const uid = textAt(object, 'metadata', 'uid')
    for (const [other, it] of this.#all) {
      if (listAt(it, 'metadata', 'ownerReferences').some((owner) => textAt(owner, 'uid') === uid))
        this.#drop(it, other)
    }
  }

  #namespace(name: string): Fields | undefined {
    return this.#all.get(`namespaces.//${name}`)
  }
}

export function keyOf({ kind, namespace = '', name = '' }: Address): string {
  return `${kind.resource}.${kind.group}/${namespace}/${name}`
}

function meta(object: Fields): Fields {
  const found = fieldAt(object, 'metadata')
  return isMapping(found) ? found : {}
}

function isDoomed(object: Fields): boolean {
  const isGoing = textAt(object, 'metadata', 'deletionTimestamp') !== ''
  return isGoing && listAt(object, 'metadata', 'finalizers').length === 0
}

/** RFC 7386. */
function merged(target: unknown, change: unknown): unknown {
  if (!isMapping(change)) return change
  const base = isMapping(target) ? target : {}
  const entries = Object.entries(change).map(([key, value]) => [
    key,
    value === null ? undefined : merged(base[key], value),
  ])
  const all = { ...base, ...Object.fromEntries(entries) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** `key=value`, `key!=value`, `key in (a,b)` and `key`, all of which must be so. */
function matchesLabels(labels: Readonly<Record<string, string>>, selector: string): boolean {
  const rules = selector.split(/,(?![^(]*\))/).filter((rule) => rule !== '')
  return rules.every((rule) => {
    const [, listed, values] = /^(\S+) in \((.*)\)$/.exec(rule) ?? []
    if (listed !== undefined) return values?.split(',').includes(labels[listed] ?? '')
    const [, key = rule, sign, value = ''] = /^([^!=]+)(!?=)=?(.*)$/.exec(rule) ?? []
    if (sign === undefined) return key in labels
    return sign === '=' ? labels[key] === value : labels[key] !== value
  })
}

function matchesFields(object: Fields, selector: string): boolean {
  const rules = selector.split(',').filter((rule) => rule !== '')
  return rules.every((rule) => {
    const [path = '', value = ''] = rule.split('=')
    return String(fieldAt(object, ...path.split('.')) ?? '') === value
  })
}
