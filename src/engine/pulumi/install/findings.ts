/** What the checks of the engine find. */
import type { Finding } from '../../../../stacks/contract.ts'
import { engineNotReleased } from '../../../errors/engine-program.ts'
import type { EngineFacts } from '../../engine.ts'
import { findCommand } from './find-command.ts'
import { findPlugin } from './find-plugin.ts'
import { commandPart, type Part, type Plugin, pluginPart } from './places.ts'
import { megabytes } from './progress.ts'
import { sourcesOf, wantedOf } from './sources.ts'
import { failureOf, isHopeless, reasonOf, type Trouble, troubleAt, troubleOfStatus } from './trouble.ts'
import { openWeb, type Web } from './web.ts'

/** How long a place may take to say that it has a file. */
const PATIENCE_MS = 10_000

const origins = { ZEN_PULUMI: 'named by ZEN_PULUMI', PATH: 'on the PATH', zen: "zen's own" }

/** @throws ZenError when there is none, and none to be had */
export async function commandFinding(facts: EngineFacts, signal?: AbortSignal): Promise<Finding> {
  const { found, passedOver } = await findCommand(facts)
  const instead = passedOver === undefined ? '' : ` (${passedOver}, which does not do)`
  if (!found) return downloadable(commandPart(facts.dataDirectory), instead, facts, signal)
  const own = found.from === 'zen' ? instead : ''
  return passed(`Pulumi ${found.version}, ${origins[found.from]}: ${found.command}${own}`)
}

/** @throws ZenError when there is none, and none to be had */
export async function pluginFinding(
  plugin: Plugin,
  facts: EngineFacts,
  signal?: AbortSignal,
): Promise<Finding> {
  const part = pluginPart(facts.dataDirectory, plugin)
  const place = await findPlugin(plugin, facts)
  switch (place.kind) {
    case 'ready':
    case 'elsewhere':
      return passed(`${part.label}: ${place.program}`)
    case 'archive':
      return passed(`${part.label} will be unpacked from ${place.archive}`)
    case 'missing':
      return downloadable(part, '', facts, signal)
  }
}

async function downloadable(
  part: Part,
  note: string,
  { env }: EngineFacts,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  const { release, label, variable } = part
  if (!release) throw engineNotReleased(label, `${process.platform} on ${process.arch}`, variable)
  const web = openWeb(env)
  const troubles: Trouble[] = []
  try {
    for (const address of sourcesOf(release, env).archive) {
      const answer = isHopeless(address, troubles) ? undefined : await look(address, web, signal)
      if (answer && 'kind' in answer) troubles.push(answer)
      else if (answer) return passed(`${label}${answer.size} will be downloaded from ${address.host}${note}`)
    }
  } finally {
    await web.close()
  }
  throw failureOf(wantedOf(part, release, env), troubles)
}

/** Whether the file is there; a server that does not answer such questions (405) may still have it. */
async function look(address: URL, web: Web, signal?: AbortSignal): Promise<Trouble | { size: string }> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    const both = signal ? AbortSignal.any([signal, patience]) : patience
    const { status, size } = await web.ask(address, { method: 'HEAD', signal: both })
    if (status === 200) return { size: size === undefined ? '' : ` (${megabytes(size)})` }
    return status === 405 ? { size: '' } : troubleAt(address, troubleOfStatus(status))
  } catch (error) {
    const reason = patience.aborted ? `no answer within ${PATIENCE_MS / 1000} seconds` : reasonOf(error)
    return troubleAt(address, { kind: 'unreachable', reason })
  }
}

function passed(message: string): Finding {
  return { verdict: 'pass', message, fix: [] }
}
