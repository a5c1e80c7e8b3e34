import type { Exposure } from '../server-spec.ts'

/** Address of the server by its host name, without a slash at the end. */
export function serverUrl(exposure: Exposure, host: string): string {
  return `${isHttps(exposure) ? 'https' : 'http'}://${host}`
}

export function isHttps(exposure: Exposure): boolean {
  switch (exposure.kind) {
    case 'load-balancer':
      return exposure.tls !== undefined
    case 'ingress':
      return exposure.tlsSecret !== undefined
    case 'gateway':
      return exposure.https
    case 'none':
      return false
  }
}

/** A name that leads to an address without anybody's doing: https://sslip.io */
export function nameOfAddress(address: string): string {
  return `${address.replace(/[.:]/g, '-')}.sslip.io`
}
