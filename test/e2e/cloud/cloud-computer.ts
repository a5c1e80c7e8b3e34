/** A computer from which people use a simulated cloud with the built `zen`. */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { toolchainBinary } from '../../../scripts/toolchain/binary.ts'
import type { SimulatedCloud } from '../../cloud/cloud.ts'
import { type Internet, type InternetOptions, internetAround } from '../../cloud/internet/internet.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { zenmlPython } from '../../zenml/python.ts'
import { unshare } from '../disk/mount-refusal.ts'
import { type Computer, computer } from '../zen-command.ts'

/** Runs the words after it where the cloud's names are known: the machine itself knows none of them. */
const withNames = `mount --bind "$ZEN_TEST_RESOLVER" /etc/resolv.conf && exec "$@"`

export interface CloudComputerOptions extends InternetOptions {
  /** Packages that its programs use beside `kubernetes`: `aws`. */
  readonly packages: readonly string[]
  /** Who uses it, in the variables that the cloud's own tools read. */
  readonly env: Readonly<Record<string, string>>
  /** Whether it has the real ZenML client. @default false */
  readonly hasClient?: boolean
}

export interface CloudComputer extends Computer {
  readonly internet: Internet
}

const internets = new WeakMap<SimulatedCloud, Promise<Internet>>()

/**
 * Within a test. Several computers may use one cloud: they share its internet, which is that of the first. Pulumi comes
 * from the toolchain, its plugins are those of the cloud. It trusts the authority of all certificates there.
 */
export async function cloudComputer(
  cloud: SimulatedCloud,
  { packages, env, hasClient = false, ...options }: CloudComputerOptions,
): Promise<CloudComputer> {
  const around = internets.get(cloud) ?? internetAround(cloud, options)
  internets.set(cloud, around)
  const internet = await around
  const plugins = join(await temporaryDirectory(), 'plugins')
  await mkdir(plugins)
  await cloud.programs(plugins, 'kubernetes', ...packages)
  const programs = hasClient ? [dirname(await zenmlPython())] : []
  const { authority, resolver } = internet
  const made = await computer(programs, {
    ...{ ZEN_PULUMI: await toolchainBinary('pulumi'), ZEN_PULUMI_PLUGINS: plugins },
    ...{ ZEN_TEST_RESOLVER: resolver, NODE_EXTRA_CA_CERTS: authority },
    ...{ SSL_CERT_FILE: authority, REQUESTS_CA_BUNDLE: authority },
    ...{ ...(await cloud.api(...packages)), ...env },
  })
  return {
    ...made,
    internet,
    prefix: ['unshare', ...unshare, '--propagation', 'private', 'sh', '-c', withNames, 'sh'],
  }
}

/** `zen deploy` without questions, on this cloud. @param flags more of them */
export function deployWords(provider: string, name: string, ...flags: readonly string[]): readonly string[] {
  return ['deploy', '--provider', provider, '--name', name, ...flags, '--yes', '--json']
}

/** `zen destroy` with everything, without questions. */
export function destroyWords(name: string, ...flags: readonly string[]): readonly string[] {
  return ['destroy', name, '--delete-data', ...flags, '--yes', '--json']
}
