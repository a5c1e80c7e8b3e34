/** The chart as the real helm renders it, and what tests ask about the result. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import spawn, { SubprocessError } from 'nano-spawn'
import { parse, parseAllDocuments, stringify } from 'yaml'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'

export const chart = fileURLToPath(new URL('../../../charts/zenml', import.meta.url))

/** A helm built from its Go module knows no cluster's version by itself. */
const cluster = ['--kube-version', '1.34.0']

export type Yaml = Readonly<Record<string, unknown>>

export interface KubernetesObject {
  readonly kind: string
  readonly name: string
  readonly annotations: Yaml
  readonly body: Yaml
}

export interface Release {
  readonly name?: string
  readonly isUpgrade?: boolean
}

/**
 * What an install, or an upgrade, would make. There is no cluster, so nothing is found there.
 * @throws Error with the sentences of the chart when it refuses the values
 */
export async function render(values: Yaml, { name = 'zen', isUpgrade = false }: Release = {}) {
  const output = await helm('template', name, values, isUpgrade ? ['--is-upgrade'] : [])
  return parseAllDocuments(output)
    .map((document): unknown => document.toJS())
    .filter(isMap)
    .map(toObject)
}

/** What helm says to these values when the chart refuses them; empty when it takes them. */
export async function refusal(values: Yaml, release: Release = {}): Promise<string> {
  try {
    await render(values, release)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The words of helm about these values, with warnings taken for errors. */
export function lint(values: Yaml): Promise<string> {
  return helm('lint', '', values, ['--strict'])
}

async function helm(verb: string, name: string, values: Yaml, rest: readonly string[]): Promise<string> {
  const words = [verb, ...(name ? [name] : []), chart, ...cluster, '--values', '-', ...rest]
  try {
    return (await spawn(await toolchainBinary('helm'), words, { stdin: { string: stringify(values) } }))
      .stdout
  } catch (error) {
    throw error instanceof SubprocessError ? new Error(error.output) : error
  }
}

/** One supported shape of the chart, from its `ci` folder. */
export function shape(name: string): Yaml {
  const values: unknown = parse(readFileSync(join(chart, 'ci', `${name}-values.yaml`), 'utf8'))
  if (!isMap(values)) throw new Error(`${name}: no map`)
  return values
}

/** The object of this kind, and of this name if there are several. */
export function find(objects: readonly KubernetesObject[], kind: string, name?: string): KubernetesObject {
  const found = objects.filter((object) => object.kind === kind && (!name || object.name === name))
  const [only] = found
  if (!only || found.length > 1) throw new Error(`${found.length} objects ${kind} ${name ?? ''}`)
  return only
}

/** The value at a path of keys and indexes. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((inside: unknown, key) => {
    if (typeof key === 'number') return Array.isArray(inside) ? inside[key] : undefined
    return isMap(inside) ? inside[key] : undefined
  }, value)
}

/** The maps of a list, wherever there is one. */
export function maps(value: unknown): readonly Yaml[] {
  return Array.isArray(value) ? value.filter(isMap) : []
}

/** Variables of a container: text, or `Secret/key` where the value comes from a Secret. */
export function environment(container: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    maps(at(container, 'env')).map((variable) => {
      const secret = at(variable, 'valueFrom', 'secretKeyRef')
      const from = `${at(secret, 'name')}/${at(secret, 'key')}`
      return [String(variable['name']), secret === undefined ? String(variable['value']) : from]
    }),
  )
}

/** What a pod is made from, in anything that makes pods. */
export function podOf({ kind, body }: KubernetesObject): Yaml | undefined {
  const pod = kind === 'Pod' ? body['spec'] : at(body, 'spec', 'template', 'spec')
  return isMap(pod) ? pod : undefined
}

/** The container of this name, also among those that run first. */
export function container(object: KubernetesObject, name: string): Yaml {
  const pod = podOf(object)
  const all = [...maps(pod?.['initContainers']), ...maps(pod?.['containers'])]
  const found = all.find((candidate) => candidate['name'] === name)
  if (!found) throw new Error(`${object.kind} ${object.name} has no container ${name}`)
  return found
}

export function isMap(value: unknown): value is Yaml {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toObject(body: Yaml): KubernetesObject {
  const annotations = at(body, 'metadata', 'annotations')
  return {
    kind: String(body['kind']),
    name: String(at(body, 'metadata', 'name')),
    annotations: isMap(annotations) ? annotations : {},
    body,
  }
}
