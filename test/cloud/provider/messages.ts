/** Between protobuf's structures and plain values. */
import struct from 'google-protobuf/google/protobuf/struct_pb.js'
import { isProperties, type Properties } from '../frame/properties.ts'

/** Marks secrets on the wire; the engine sends such ones only with a provider's own configuration. */
const SIGNATURE = '4dabf18193072939515e22adb298388d'
const SECRET = '1b47061264138c4ac30d75fd1eb44270'

/** Nothing where the program or the state has null. */
export function toProperties(message: struct.Struct | undefined): Properties {
  const found = plain(message?.toJavaScript())
  return isProperties(found) ? found : {}
}

export function toStruct(properties: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)))
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!isProperties(value)) return value ?? undefined
  if (value[SIGNATURE] === SECRET) return plain(value['value'])
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined)
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]))
}
