/** What a server is in a cloud, where its preset says what nobody decided. */
import { noDomain } from '../../cloud-options.ts'
import type { Spec } from '../../contract.ts'
import { databaseChoice } from '../../database-options.ts'
import { type ServerSpec, serverSpecOf } from '../../server-spec.ts'

/** @param replicas copies of the server by the preset */
export function cloudServerOf({ options, ...spec }: Spec, replicas: number): ServerSpec {
  const { domain, ...others } = options
  const named = domain === undefined || domain === noDomain ? others : { ...others, domain }
  // A file has room for one server.
  const copies = databaseChoice(options).kind === 'sqlite' ? 1 : replicas
  return serverSpecOf({ ...spec, options: { replicas: copies, ...named } })
}

/** What the data lies in, as people look for it. @param managed words for the cloud's own database, if there is one */
export function dataOf(server: ServerSpec, managed: string | undefined): string | undefined {
  if (managed !== undefined) return managed
  if (server.database.kind === 'url') return undefined
  const claim = `${server.release}-${server.database.kind === 'sqlite' ? 'config' : 'mysql'}`
  return `volume claim ${claim} in namespace ${server.namespace}`
}
