/** Where a published server can be reached from this computer. */
import { isIP } from 'node:net'
import type { Spec } from '../../../stacks/contract.ts'
import { hostOnlyThere } from '../../errors/docker.ts'

const wildcards = ['0.0.0.0', '::']

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/**
 * Address of the server, without a slash at the end.
 * @param computer the other computer that Docker runs on; `undefined` for this one.
 * @throws ZenError `HOST_OUT_OF_REACH` for a loopback address of another computer.
 */
export function serverUrl(spec: Spec, computer: string | undefined): string {
  const host = String(spec.options['host'])
  if (computer !== undefined && isLoopback(host)) throw hostOnlyThere(computer)
  const name = wildcards.includes(host) ? (computer ?? '127.0.0.1') : host
  return `http://${isIP(name) === 6 ? `[${name}]` : name}:${spec.options['port']}`
}
