/**
 * Questions that a provider asks its cloud. Each is a preview of a program of its own, in a state that is thrown away:
 * nothing is locked, and the state of deployments is neither needed nor touched.
 */
import type { Spec } from '../../../stacks/contract.ts'
import type { CloudResource, Preflight } from '../../../stacks/inquiry-contract.ts'
import type { ClusterPlace } from '../../../stacks/program-contract.ts'
import { cloudRefused } from '../../errors/cloud.ts'
import { interrupted } from '../../errors/deployment.ts'
import type { EngineListener } from '../engine.ts'
import { toCloudResources, toPreflight } from './answers.ts'
import { engineEnvironment } from './environment.ts'
import { wordsOfFailure } from './failure.ts'
import type { EngineFailure, Question } from './protocol.ts'
import { labelOf, type PulumiContext, programOf } from './pulumi-context.ts'
import { toPlace } from './recorded-values.ts'
import { emptyStack, inThrowawayFolder } from './throwaway-state.ts'
import { prepareWorkDirectory } from './work-directory.ts'
import { runInWorker } from './worker-process.ts'

export interface Asking {
  readonly spec: Spec
  /** What an earlier run stored under this name. */
  readonly stored?: Spec | undefined
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/**
 * What stands in the way of a spec; `undefined` where there is nobody to ask.
 * @throws ZenError `CLOUD_REFUSED` (exit 4), `INTERRUPTED`, or what keeps the engine from starting
 */
export async function askPreflight(context: PulumiContext, asking: Asking): Promise<Preflight | undefined> {
  if (!canAsk(context, asking.spec)) return undefined
  return known(toPreflight(await answerTo(context, 'preflight', asking)))
}

/** What is there of a deployment, whoever knows of it; see {@link askPreflight} for what it throws. */
export async function askRemains(context: PulumiContext, asking: Asking): Promise<readonly CloudResource[]> {
  if (!canAsk(context, asking.spec)) return []
  return known(toCloudResources(await answerTo(context, 'remains', asking)))
}

/** The way into its cluster, if there is one; see {@link askPreflight} for what it throws. */
export async function askPlace(context: PulumiContext, asking: Asking): Promise<ClusterPlace | undefined> {
  if (!canAsk(context, asking.spec)) return undefined
  const answer = await answerTo(context, 'place', asking)
  return answer === undefined ? undefined : known(toPlace(answer))
}

function canAsk(context: PulumiContext, spec: Spec): boolean {
  return programOf(context, spec).inquiries !== undefined
}

/** Who answers is our own code: something else is a mistake of ours. */
function known<T>(answer: T | undefined): T {
  if (answer === undefined) throw new Error('A provider answered something that zen does not know')
  return answer
}

const steps = {
  preflight: (cloud: string) => `Asking ${cloud} whether anything stands in the way`,
  remains: (cloud: string, name: string) => `Asking ${cloud} what is there of "${name}"`,
  place: (cloud: string, name: string) => `Asking ${cloud} for a login to the cluster of "${name}"`,
} satisfies Record<Question['about'], unknown>

async function answerTo(context: PulumiContext, about: Question['about'], asking: Asking): Promise<unknown> {
  const { facts, parts } = context
  const { spec, stored, listener, signal } = asking
  const program = await parts.ensureEngine(facts, programOf(context, spec).plugins, listener, signal)
  listener({ kind: 'step', text: steps[about](labelOf(context, spec), spec.name) })
  return inThrowawayFolder('inquiry', async (workDirectory) => {
    await prepareWorkDirectory(workDirectory)
    const env = engineEnvironment({
      ...{ env: facts.env, backend: await emptyStack(workDirectory, spec.name) },
      // Nothing is written down, so there is nothing to encrypt.
      ...{ passphrase: { kind: 'variable', text: '' }, pulumiHome: program.pulumiHome },
    })
    const result = await runInWorker(
      {
        ...{ operation: 'inquire', part: 'everything', command: program.command, workDirectory },
        ...{ spec, secrets: {}, isNew: false, question: { about, ...(stored ? { stored } : {}) } },
        ...(parts.registry === undefined ? {} : { registry: parts.registry }),
      },
      // What the engine tells of a preview that is thrown away is nobody's news.
      { env, listener: () => undefined, signal, spare: context.spare, stays: true },
    )
    if (signal.aborted) throw interrupted(['Continue: run the same command again.'])
    if (result.kind === 'done') return result.outputs
    throw refusal(context, spec, result.failure)
  })
}

function refusal(context: PulumiContext, spec: Spec, failure: EngineFailure) {
  const foreign = wordsOfFailure(failure)
  return cloudRefused(labelOf(context, spec), programOf(context, spec).explain?.(foreign, spec), foreign)
}
