/** A real ACME server for a cluster: it asks the cluster's names, and visits its load balancers. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { toolchainBinary } from '../../scripts/toolchain/binary.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import type { AddressPlan } from './address-plan.ts'
import { certificateAuthority } from './certificate-authority.ts'
import { visit } from './visit.ts'

export interface Pebble {
  /** What ACME clients are given. */
  readonly directory: string
  /** The authority, as PEM, of the server's own HTTPS. */
  readonly ca: string
  /** The root, as PEM, of the certificates that it grants. */
  readonly root: string
}

const DIRECTORY_PORT = 14_000
const MANAGEMENT_PORT = 15_000

/** It ends with the test. @param names address of the name server that it asks, by default the cluster's */
export async function startPebble({ machine, node }: AddressPlan, names = node): Promise<Pebble> {
  const [authority, directory] = await Promise.all([certificateAuthority(), temporaryDirectory()])
  const own = await authority.issue(`IP:${machine}`)
  const config = join(directory, 'pebble.json')
  const addresses = {
    listenAddress: `${machine}:${DIRECTORY_PORT}`,
    managementListenAddress: `${machine}:${MANAGEMENT_PORT}`,
  }
  const files = { certificate: own.certificate, privateKey: own.key }
  await writeFile(config, JSON.stringify({ pebble: { ...settings, ...addresses, ...files } }))
  const words = ['-config', config, '-dnsserver', `${names}:53`]
  const env = { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0' }
  const program = ['KILL', await toolchainBinary('pebble'), ...words]
  const child = spawn('setpriv', ['--pdeathsig', ...program], { env, stdio: 'ignore' })
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  const root = () =>
    visit(`https://${machine}:${MANAGEMENT_PORT}/roots/0`, { address: machine, ca: authority.pem })
  await expect.poll(() => root().then(({ status }) => status, String), { timeout: 10_000 }).toBe(200)
  const certificate = (await root()).body
  return { directory: `https://${machine}:${DIRECTORY_PORT}/dir`, ca: authority.pem, root: certificate }
}

/** Ports are those that the world visits. No pauses, and no header that asks clients to wait. */
const settings = {
  ...{ httpPort: 80, tlsPort: 443, ocspResponderURL: '', externalAccountBindingRequired: false },
  ...{ retryAfter: { authz: 0, order: 0 }, keyAlgorithm: 'ecdsa' },
  profiles: { default: { description: 'of a test', validityPeriod: 7_776_000 } },
}
