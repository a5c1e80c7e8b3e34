/** A certificate authority of a test's own. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import spawn from 'nano-spawn'
import { temporaryDirectory } from '../temporary-directory.ts'

export interface Certificate {
  /** Paths of PEM files. */
  readonly certificate: string
  readonly key: string
}

export interface CertificateAuthority {
  /** What those who trust it have to know. */
  readonly pem: string
  /** @param subject such as `DNS:db.cloud.test` or `IP:10.250.1.1` */
  issue(subject: string): Promise<Certificate>
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']

const settings = (extensions: string) => `[req]
distinguished_name = name
x509_extensions = extensions
prompt = no
[name]
CN = of a test
[extensions]
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
${extensions}
`

/** Its files go with the test. */
export async function certificateAuthority(): Promise<CertificateAuthority> {
  const directory = await temporaryDirectory()
  const make = async (name: string, extensions: string, ...issuer: readonly string[]) => {
    const [config, certificate, key] = ['cnf', 'pem', 'key'].map((end) => join(directory, `${name}.${end}`))
    if (!config || !certificate || !key) throw new Error('three paths were made')
    await writeFile(config, settings(extensions))
    const files = ['-config', config, '-keyout', key, '-out', certificate]
    await spawn('openssl', ['req', '-x509', ...newKey, ...files, ...issuer])
    return { certificate, key } satisfies Certificate
  }
  const own = await make('authority', 'basicConstraints = critical,CA:TRUE\nkeyUsage = keyCertSign,cRLSign')
  return {
    pem: await readFile(own.certificate, 'utf8'),
    issue: (subject) => {
      const extensions = `basicConstraints = CA:FALSE\nsubjectAltName = ${subject}`
      return make('subject', extensions, '-CA', own.certificate, '-CAkey', own.key)
    },
  }
}
