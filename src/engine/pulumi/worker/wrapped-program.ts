/** The program of a provider, between what zen itself remembers of a deployment in its state. */
import * as pulumi from '@pulumi/pulumi'
import type { ClusterPlace, Program, ProgramOutputs } from '../../../../stacks/program-contract.ts'
import { messageOf } from '../../../errors/zen-error.ts'
import type { Job } from '../protocol.ts'
import { stashNames } from '../stack-names.ts'

/** Our chart, where every work directory has it. */
const CHART = './chart'

/** What comes out of a program while it runs. */
export interface ProgramListener {
  readonly announce: (place: ClusterPlace) => void
  /** The values of its outputs, secrets in plain text; not in a preview. */
  readonly finish: (outputs: unknown) => void
  /** What it generated to be kept secret. */
  readonly generate: (secret: unknown) => void
}

/** Of these people may see all, whatever secrets they were computed from. */
const publicOutputs = ['url', 'username', 'database', 'version', 'caCertificate', 'unexposed'] as const

/**
 * What is wanted is in the state before anything real is made, and goes from it after everything real is gone: all
 * resources of the program depend on it. What is there is written down at the very end.
 */
export function wrappedProgram(program: Program, job: Job, listener: ProgramListener) {
  return async () => {
    forgetWhereResourcesAreWritten()
    const { spec, secrets, part, removal } = job
    const wanted = new pulumi.Stash(stashNames.spec, { input: spec })
    const memory: pulumi.Resource[] = [
      wanted,
      new pulumi.Stash(stashNames.part, { input: part }, { dependsOn: wanted }),
      new pulumi.Stash(stashNames.givenSecrets, { input: pulumi.secret(secrets) }, { dependsOn: wanted }),
    ]
    const made: pulumi.Resource[] = []
    const { announce } = listener
    pulumi.runtime.registerStackTransformation(({ resource, props, opts }) => {
      made.push(resource)
      return { props, opts: pulumi.mergeOptions(opts, { dependsOn: memory }) }
    })
    const request = {
      spec,
      secrets,
      part,
      chart: CHART,
      announce,
      ...(job.placeGone ? { placeGone: true as const } : {}),
      ...(job.env ? { env: job.env } : {}),
      ...(removal?.leaving ? { leaving: removal.leaving } : {}),
    }
    const outputs = await program(request).catch((error: unknown) => {
      // Of this kind of error the SDK does not print where in our code it was thrown.
      throw new pulumi.RunError(messageOf(error))
    })
    for (const stash of made) if (stash instanceof pulumi.Stash) stash.output.apply(listener.generate)
    new pulumi.Stash(stashNames.deployedSpec, { input: spec }, { dependsOn: [...made] })
    return reported(outputs, job, listener)
  }
}

function reported(outputs: ProgramOutputs, { part }: Job, { finish }: ProgramListener) {
  const entries = publicOutputs.map((name) => [name, pulumi.unsecret(pulumi.output(outputs[name]))])
  const { password, place, snapshot } = outputs
  const all = {
    ...Object.fromEntries(entries),
    ...{ password: pulumi.secret(password), place, part },
    ...(snapshot === undefined ? {} : { snapshot: pulumi.unsecret(pulumi.output(snapshot)) }),
  }
  if (!pulumi.runtime.isDryRun()) pulumi.output(all).apply(finish)
  return all
}

/** The state is the same whoever made it: where somebody's zen is installed has no place in it, nor the room for it. */
function forgetWhereResourcesAreWritten(): void {
  Object.defineProperty(pulumi.Resource, 'stackTrace', { value: () => [], configurable: true })
}
