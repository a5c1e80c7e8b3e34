/** Certificates for whatever somebody asks for, by an authority that all computers of a test trust. */
import { readFile } from 'node:fs/promises'
import { type CertificateAuthority, certificateAuthority } from '../../cluster/certificate-authority.ts'

export interface KeyPair {
  readonly cert: string
  readonly key: string
}

export interface Certificates {
  /** PEM of the authority. */
  readonly authority: string
  /** @param subject `DNS:a.example` or `IP:127.0.0.1`, several with commas between them */
  forSubject(subject: string): Promise<KeyPair>
}

export async function certificates(): Promise<Certificates> {
  const authority = await certificateAuthority()
  const known = new Map<string, Promise<KeyPair>>()
  // They are written to one file, one after the other.
  let last: Promise<unknown> = Promise.resolve()
  return {
    authority: authority.pem,
    forSubject: (subject) => {
      const made = known.get(subject) ?? last.then(() => issued(authority, subject))
      known.set(subject, made)
      last = made.catch(() => undefined)
      return made
    },
  }
}

async function issued(authority: CertificateAuthority, subject: string): Promise<KeyPair> {
  const { certificate, key } = await authority.issue(subject)
  const [cert, secret] = await Promise.all([readFile(certificate, 'utf8'), readFile(key, 'utf8')])
  return { cert, key: secret }
}
