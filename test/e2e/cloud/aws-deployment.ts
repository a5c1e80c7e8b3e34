/** The program of AWS as the engine runs it, in the account of the simulated administrator. */
import { output } from '@pulumi/pulumi'
import { program } from '../../../stacks/aws/index.ts'
import type { OptionValues, Secrets, Spec } from '../../../stacks/contract.ts'
import type { ProgramRequest } from '../../../stacks/program-contract.ts'
import { administrator } from '../../cloud/aws/administrator.ts'
import { specOf } from '../../stacks/aws/aws-requests.ts'

const chart = new URL('../../../charts/zenml', import.meta.url).pathname

export function settledSpec(options: OptionValues = {}, secrets: Secrets = {}, name = 'team'): Spec {
  const spec = specOf(options, secrets, name)
  const found = { 'aws-account': administrator.account, deployers: [administrator.principal] }
  return { ...spec, options: { ...spec.options, ...found } }
}

interface Wish extends Partial<Pick<ProgramRequest, 'part' | 'leaving' | 'placeGone'>> {
  readonly options?: OptionValues
  readonly secrets?: Secrets
  readonly name?: string
  /** Of another one than that of the login. */
  readonly account?: string
}

export function made({ options, secrets = {}, name, part = 'everything', account, ...rest }: Wish = {}) {
  const { options: known, ...who } = settledSpec(options, secrets, name)
  const spec = { ...who, options: account === undefined ? known : { ...known, 'aws-account': account } }
  return async () => {
    const outputs = await program({ spec, secrets, part, chart, announce: () => undefined, ...rest })
    return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, output(value)]))
  }
}
