import type { Spec } from '../../../stacks/contract.ts'
import { ensureAdministrator } from '../../client/administrator.ts'
import { databasePasswordMissing } from '../../errors/docker.ts'
import type { EngineFacts, EngineListener, Target, UpResult } from '../engine.ts'
import { writeRecord, writeSecrets } from '../records.ts'
import { isLoopback, serverUrl } from './address.ts'
import { askPatiently } from './ask-patiently.ts'
import { remoteComputer } from './connection.ts'
import { ensureImage, type Image } from './image.ts'
import { forgetKeptVolume } from './kept-volume.ts'
import { labels } from './names.ts'
import { type Plan, planFor, resourcesOf } from './plan.ts'
import { removeContainer } from './remove.ts'
import { secretEnvironment } from './secret-variables.ts'
import { endpointOf, type Situation, situationOf } from './situation.ts'
import { createVolume, handOverVolume } from './volume.ts'
import { waitUntilReady } from './wait-until-ready.ts'
import { createArguments, fingerprintOf } from './wanted-container.ts'

/** How long a server may take to its first answer: it may have a database to migrate. */
const READY_TIMEOUT_MS = 180_000

/** Everything that one `up` has found out; the steps below take it from each other. */
interface Work {
  readonly spec: Spec
  readonly situation: Situation
  readonly plan: Plan
  readonly url: string
  readonly createdAt: string
  readonly listener: EngineListener
  readonly signal: AbortSignal
}

/** Carries a deployment out, from wherever an earlier run left it. The caller holds its lock. */
export async function up(
  facts: EngineFacts,
  target: Target,
  listener: EngineListener,
  signal: AbortSignal,
): Promise<UpResult> {
  const { spec } = target
  listener({ kind: 'step', text: 'Asking Docker what is there' })
  const situation = await situationOf(facts, spec.name, { spec, signal })
  const url = serverUrl(spec, remoteComputer(await endpointOf(situation.docker, signal)))
  const plan = await planFor(target, situation, signal)
  const createdAt =
    situation.record?.createdAt ?? situation.container?.labels[labels.createdAt] ?? facts.now().toISOString()
  const work = { spec, situation, plan, url, createdAt, listener, signal }
  warn(work)
  await begin(facts, work)
  await carryOut(work)
  const outputs = await finish(facts, work, target.secrets['password'])
  return { outputs, resources: resourcesOf(plan) }
}

/**
 * @throws ZenError `DATABASE_PASSWORD_MISSING`
 */
function warn({ spec, plan, listener }: Work): void {
  const host = String(spec.options['host'])
  if (!isLoopback(host)) {
    const text = `The server answers at ${host} over HTTP: whoever reaches that address can try to log in.`
    listener({ kind: 'warning', text })
  }
  if (plan.volume === 'same' && !plan.secretsKnown) {
    const text = `The volume ${plan.wanted.volume} is older than this deployment: ZenML secrets in it can't be read without the key they were written with.`
    listener({ kind: 'warning', text })
  }
  if (spec.options['database-url'] !== undefined && !plan.secrets['database-password'])
    throw databasePasswordMissing()
}

/** Secrets are on disk before anything is made with them; the record says that the work is not done. */
async function begin(facts: EngineFacts, { spec, situation, plan, createdAt }: Work): Promise<void> {
  const { directory, record, docker } = situation
  await writeSecrets(directory, plan.secrets)
  if (record?.complete && !changes(plan) && sameSpec(record.spec, spec)) return
  const updatedAt = facts.now().toISOString()
  const runtime = { connection: docker.connection }
  const outputs = record?.outputs ? { outputs: record.outputs } : {}
  await writeRecord(directory, {
    schema: 1,
    spec,
    createdAt,
    updatedAt,
    complete: false,
    ...outputs,
    runtime,
  })
}

function sameSpec(one: Spec, other: Spec): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function changes(plan: Plan): boolean {
  return resourcesOf(plan).some(({ action }) => action !== 'same')
}

async function carryOut(work: Work): Promise<void> {
  const { plan, situation, listener, signal, spec } = work
  const { docker } = situation
  const image = await ensureImage(docker, plan.wanted.image, listener, signal)
  if (plan.container !== 'same') {
    if (plan.container === 'replace') await replace(work)
    if (plan.volume === 'create' && plan.wanted.volume)
      await createVolume(docker, plan.wanted.volume, spec.name, signal)
    if (plan.container !== 'update') await create(work, image)
    await start(work, image)
  }
  listener({ kind: 'step', text: `Waiting for the server at ${work.url}` })
  const { wanted, secrets } = plan
  await waitUntilReady({
    ...{ docker, container: wanted.name, url: work.url, secrets },
    ...{ timeoutMs: READY_TIMEOUT_MS, signal },
  })
}

async function replace({ plan, situation, listener, signal }: Work): Promise<void> {
  listener({ kind: 'step', text: `Replacing the container ${plan.wanted.name}` })
  await removeContainer(situation.docker, plan.wanted.name, signal)
}

async function create(
  { spec, plan, situation, createdAt, listener, signal }: Work,
  image: Image,
): Promise<void> {
  listener({ kind: 'step', text: `Creating the container ${plan.wanted.name}` })
  const variables = secretEnvironment(plan.secrets)
  const fingerprint = fingerprintOf(plan.wanted, plan.secrets, image.id)
  const secretNames = Object.keys(variables)
  await situation.docker.run(createArguments(plan.wanted, { spec, createdAt, fingerprint, secretNames }), {
    subject: subjectOf(spec, plan, 'create the container'),
    variables,
    signal,
  })
}

async function start({ spec, plan, situation, listener, signal }: Work, image: Image): Promise<void> {
  listener({ kind: 'step', text: 'Starting the server' })
  const { docker } = situation
  if (plan.wanted.volume) await handOverVolume(docker, plan.wanted.name, image.user, signal)
  await docker.run(['start', plan.wanted.name], {
    subject: subjectOf(spec, plan, 'start the server'),
    signal,
  })
}

function subjectOf(spec: Spec, { wanted }: Plan, what: string) {
  const [host, port] = [String(spec.options['host']), Number(spec.options['port'])]
  return { what, image: wanted.image, container: wanted.name, volume: wanted.volume ?? '', host, port }
}

/** Makes sure of the administrator, and writes down that all is done. */
async function finish(facts: EngineFacts, work: Work, wantedPassword: string | undefined) {
  const { spec, situation, plan, url, createdAt } = work
  const administrator = {
    username: String(spec.options['username']),
    ...(wantedPassword === undefined ? {} : { wanted: wantedPassword }),
    known: [plan.secrets.password],
  }
  const { username, password } = await askPatiently(
    () => ensureAdministrator({ url }, administrator),
    work.signal,
  )
  await writeSecrets(situation.directory, { ...plan.secrets, password })
  const type = spec.options['database-url'] === undefined ? ('sqlite' as const) : ('mysql' as const)
  const outputs = { url, username, database: { type } }
  const touched = changes(plan) || !situation.record?.complete || !sameSpec(situation.record.spec, spec)
  const updatedAt = touched ? facts.now().toISOString() : (situation.record?.updatedAt ?? createdAt)
  const runtime = { connection: situation.docker.connection }
  await writeRecord(situation.directory, {
    schema: 1,
    spec,
    createdAt,
    updatedAt,
    complete: true,
    outputs,
    runtime,
  })
  await forgetKeptVolume(situation.directory)
  return { ...outputs, password }
}
