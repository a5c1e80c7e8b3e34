/** The program of Google Cloud as the engine runs it, in the project of the simulated administrator. */
import { output } from '@pulumi/pulumi'
import type { OptionValues, Secrets } from '../../../stacks/contract.ts'
import { program } from '../../../stacks/gcp/index.ts'
import type { ProgramRequest } from '../../../stacks/program-contract.ts'
import type { SimulatedCloud } from '../../cloud/cloud.ts'
import { administrator, environmentOf } from '../../cloud/gcp/administrator.ts'
import { gcp } from '../../cloud/gcp/gcp.ts'
import { specOf } from '../../stacks/gcp/gcp-requests.ts'
import { asked } from './asked.ts'
import { engineFor } from './engine.ts'

const chart = new URL('../../../charts/zenml', import.meta.url).pathname

interface Wish extends Partial<Pick<ProgramRequest, 'part' | 'leaving' | 'placeGone'>> {
  readonly options?: OptionValues
  readonly secrets?: Secrets
  readonly name?: string
}

/** A project, an engine, and programs for it. */
export async function gcpOn(cloud: SimulatedCloud) {
  const env = await cloud.api('gcp')
  const engine = await engineFor(cloud, { ...environmentOf(administrator), ...env }, ['gcp', 'kubernetes'])
  const made = ({ options, secrets = {}, name, part = 'everything', ...rest }: Wish = {}) => {
    const spec = specOf(options, secrets, name)
    return async () => {
      const request = { spec, secrets, part, chart, env, announce: () => undefined, ...rest }
      const outputs = await program(request)
      return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, output(value)]))
    }
  }
  return {
    ...{ env, engine, made, account: cloud.account(administrator.account, gcp) },
    ask: <T>(question: () => Promise<T>) => asked(engine, question),
  }
}
