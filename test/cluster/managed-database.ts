/** A database such as clouds manage it: outside the cluster, with a name, and for encrypted connections only. */
import { startMariadb } from '../docker/mariadb.ts'
import { certificateAuthority } from './certificate-authority.ts'
import type { TestCluster } from './cluster.ts'

export interface ManagedDatabase {
  /** Of the authority that signed its certificate, as PEM. */
  readonly ca: string
  /** As the cluster reaches it, without the password. */
  readonly url: string
  readonly password: string
}

const host = 'db.cloud.test'

/** A real MariaDB on the machine; it ends with the test. @param name of the database, which is made by who uses it */
export async function startManagedDatabase(cluster: TestCluster, name = 'zenml'): Promise<ManagedDatabase> {
  const authority = await certificateAuthority()
  const { certificate, key } = await authority.issue(`DNS:${host}`)
  const { machine } = cluster.addresses
  const tls = ['--require-secure-transport=ON', `--ssl-cert=${certificate}`, `--ssl-key=${key}`]
  const { port, user, password } = await startMariadb(machine, tls)
  await cluster.setHosts({ [host]: machine })
  return { ca: authority.pem, url: `mysql://${user}@${host}:${port}/${name}`, password }
}
