/** A question to a cloud, asked by its provider in a program that is only previewed. */
import * as pulumi from '@pulumi/pulumi'
import type { Inquiries } from '../../../../stacks/inquiry-contract.ts'
import type { ProgramFacts } from '../../../../stacks/program-contract.ts'
import { messageOf } from '../../../errors/zen-error.ts'
import type { Job } from '../protocol.ts'

/** @throws Error when the provider can't be asked anything: a mistake of ours */
export async function inquiriesOf({ inquiries }: ProgramFacts): Promise<Inquiries> {
  if (!inquiries) throw new Error('There is nothing to ask of this provider')
  return inquiries()
}

/** @param finish gets the answer, when there is one */
export function inquiry(inquiries: Inquiries, job: Job, finish: (answer: unknown) => void) {
  const { spec, question, env } = job
  return async (): Promise<Record<string, unknown>> => {
    if (!question) return {}
    const { about, stored } = question
    try {
      finish(await inquiries[about]({ spec, ...(stored ? { stored } : {}), ...(env ? { env } : {}) }))
    } catch (error) {
      // Of this kind of error the SDK does not print where in our code it was thrown.
      throw new pulumi.RunError(messageOf(error))
    }
    return {}
  }
}
