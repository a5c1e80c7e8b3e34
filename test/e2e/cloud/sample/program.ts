/**
 * A program like one that puts a ZenML server on AWS, with the same kinds of things in the same order: to try the
 * simulated cloud with.
 */
import { Provider } from '@pulumi/aws/provider.js'
import type { Region } from '@pulumi/aws/types/enums/index.js'
import type { InlineProgramArgs } from '@pulumi/pulumi/automation/index.js'
import { loadBalancer } from './address.ts'
import { cluster } from './cluster.ts'
import { database } from './database.ts'
import { network } from './network.ts'
import { server } from './server.ts'

/** Serialisable: it crosses processes. */
export interface SampleOptions {
  /** Of everything, and its tag. */
  readonly name: string
  readonly region: Region
  /** @default t3.large */
  readonly nodeType?: string
  /** @default db.t4g.small */
  readonly instanceClass?: string
  /** @default 1 */
  readonly nodes?: number
  /** Puts something into the cluster. */
  readonly server?: true
  /** @default 10.42.0.0/16 */
  readonly cidr?: string
  /** Whether cluster and database can't be deleted. @default true */
  readonly protected?: boolean
}

export interface Sample {
  readonly options: SampleOptions
  readonly provider: Provider
}

/** Outputs: the cluster's and the database's address, and the public one. */
export function sampleProgram(options: SampleOptions): InlineProgramArgs['program'] {
  return async () => {
    const { name, region } = options
    const provider = new Provider('aws', { region, defaultTags: { tags: { 'zen:deployment': name } } })
    const sample = { options, provider }
    const net = network(sample)
    const kubernetes = cluster(sample, net)
    const mysql = database(sample, net, kubernetes)
    const address = loadBalancer(sample, net, kubernetes)
    if (options.server) server(sample, kubernetes)
    return {
      endpoint: kubernetes.cluster.endpoint,
      database: mysql.endpoint,
      password: mysql.password,
      address: address.publicIp,
    }
  }
}
