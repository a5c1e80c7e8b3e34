/** Values as programs and clouds hand them over: any field may be absent, and in a preview any may be unknown. */

export type Properties = Readonly<Record<string, unknown>>

/**
 * Stands for what is not known before something is made. Pulumi's sentinel for texts, which the SDK sends for every
 * type: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'

/** The same with something unknown at a path such as `vpcConfig.vpcId`, unless something is known there. */
export function withUnknownAt(properties: Properties, path: string): Properties {
  return withKnownAt(properties, path, UNKNOWN)
}

/** The same with this value at a path whose parent is there, unless one is there already, or there is none. */
export function withKnownAt(properties: Properties, path: string, value: unknown): Properties {
  const parent = path.split('.').slice(0, -1).join('.')
  const isHere = parent === '' || isProperties(valueAt(properties, parent))
  const isMissing = value !== undefined && valueAt(properties, path) === undefined
  return isHere && isMissing ? withAt(properties, path, value) : properties
}

/** The same with this value at a path such as `metadata.name`. */
export function withAt(properties: Properties, path: string, value: unknown): Properties {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...properties, [name]: value }
  return { ...properties, [name]: withAt(propertiesAt(properties, name), rest.join('.'), value) }
}

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN
}

/** Whether something in it is unknown, however deep. */
export function holdsUnknown(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isUnknown(value)
  return Object.values(value).some(holdsUnknown)
}

export function isProperties(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path such as `vpcConfig.subnetIds` or `subnetMappings.0.subnetId`. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null
          ? Object.getOwnPropertyDescriptor(inner, name)?.value
          : undefined,
      value,
    )
}

/** The text there, or `undefined` when there is none or it is not known yet. */
export function textAt(value: unknown, path: string): string | undefined {
  const found = valueAt(value, path)
  return typeof found === 'string' && !isUnknown(found) ? found : undefined
}

export function numberAt(value: unknown, path: string): number | undefined {
  const found = valueAt(value, path)
  return typeof found === 'number' ? found : undefined
}

/** Whether `true` stands there. */
export function flagAt(value: unknown, path: string): boolean {
  return valueAt(value, path) === true
}

/** The list there, or an empty one. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = valueAt(value, path)
  return Array.isArray(found) ? found : []
}

/** The known texts of the list there. */
export function textsAt(value: unknown, path: string): readonly string[] {
  return listAt(value, path).filter((item): item is string => typeof item === 'string' && !isUnknown(item))
}

/** The object there, or an empty one. */
export function propertiesAt(value: unknown, path: string): Properties {
  const found = valueAt(value, path)
  return isProperties(found) ? found : {}
}
