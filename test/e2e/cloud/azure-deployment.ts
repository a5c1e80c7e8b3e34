/** The program of Azure as the engine runs it, in the subscription of the simulated administrator. */
import { output } from '@pulumi/pulumi'
import { program } from '../../../stacks/azure/index.ts'
import type { OptionValues, Secrets, Spec } from '../../../stacks/contract.ts'
import type { ProgramRequest } from '../../../stacks/program-contract.ts'
import { administrator } from '../../cloud/azure-native/administrator.ts'
import { specOf } from '../../stacks/azure/azure-requests.ts'

const chart = new URL('../../../charts/zenml', import.meta.url).pathname

export function settledSpec(options: OptionValues = {}, secrets: Secrets = {}, name = 'team'): Spec {
  const spec = specOf(options, secrets, name)
  const found = Object.fromEntries(
    Object.entries(options).filter(([key]) => /^(found-|name-mark|zones|mysql-version)/.test(key)),
  )
  return { ...spec, options: { ...spec.options, 'azure-subscription': administrator.account, ...found } }
}

interface Wish extends Partial<Pick<ProgramRequest, 'part' | 'leaving' | 'placeGone'>> {
  readonly options?: OptionValues
  readonly secrets?: Secrets
  readonly name?: string
}

export function made({ options, secrets = {}, name, part = 'everything', ...rest }: Wish = {}) {
  const spec = settledSpec(options, secrets, name)
  return async () => {
    const outputs = await program({ spec, secrets, part, chart, announce: () => undefined, ...rest })
    return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, output(value)]))
  }
}
