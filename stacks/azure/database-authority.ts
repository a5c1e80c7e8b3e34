/** Who signs the certificates of MySQL at Azure: https://learn.microsoft.com/azure/mysql/flexible-server/security-tls-root-certificate-rotation */
import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'

const names = [
  'DigiCert Global Root G2',
  'DigiCert Global Root CA',
  'Microsoft RSA Root Certificate Authority 2017',
]

/** PEM text of the authorities, which are public ones that Node.js knows; `undefined` when it knows none of them. */
export function databaseAuthority(): string | undefined {
  const own = rootCertificates.filter((text) => {
    const { subject } = new X509Certificate(text)
    return names.some((name) => subject.split('\n').includes(`CN=${name}`))
  })
  return own.length === 0 ? undefined : own.map((text) => `${text.trim()}\n`).join('')
}
