/** What is found out at AWS once, before anything is made, and must stay so. It is kept in the spec, next to the options. */
import type { OptionValues } from '../../contract.ts'
import { asOptions, textAt, textsAt } from '../../shared/spec/option-texts.ts'

export interface Settled {
  /** Number of the account: logins of another one are refused. */
  readonly account?: string
  /** ARNs of the users and roles that deployed so far, in the order in which they came: they may enter the cluster. */
  readonly deployers: readonly string[]
  /** Zones of a new network, in which there is all that it needs. */
  readonly zones: readonly string[]
  /** Of a network that was there before. */
  readonly vpc?: string
  readonly privateSubnets: readonly string[]
  readonly publicSubnets: readonly string[]
}

/** Keys of a settled spec that are no options. */
const keys = {
  account: 'aws-account',
  deployers: 'deployers',
  zones: 'zones',
  vpc: 'found-vpc',
  privateSubnets: 'found-subnets',
  publicSubnets: 'found-public-subnets',
} as const

export function settledOf(options: OptionValues): Settled {
  const [account, vpc] = [textAt(options, keys.account), textAt(options, keys.vpc)]
  return {
    ...(account === undefined ? {} : { account }),
    ...(vpc === undefined ? {} : { vpc }),
    deployers: textsAt(options, keys.deployers),
    zones: textsAt(options, keys.zones),
    privateSubnets: textsAt(options, keys.privateSubnets),
    publicSubnets: textsAt(options, keys.publicSubnets),
  }
}

/** The other way round; lists that are empty are left out. */
export function settledOptions(settled: Settled): OptionValues {
  return asOptions({
    [keys.account]: settled.account,
    [keys.vpc]: settled.vpc,
    [keys.deployers]: settled.deployers,
    [keys.zones]: settled.zones,
    [keys.privateSubnets]: settled.privateSubnets,
    [keys.publicSubnets]: settled.publicSubnets,
  })
}
