/** What `deploy` and `up` say at the end. */
import type { Outputs } from '../../stacks/contract.ts'
import type { Deployed, Previewed } from '../actions/deploy.ts'
import { changesAnything, countChanges } from '../deployment/changes.ts'
import { deploymentJson } from './deployment-json.ts'
import { duration } from './duration.ts'
import { again } from './equivalent-command.ts'
import { choiceLines, costLines, planJson, planLines } from './previewed.ts'
import { slowestJson } from './slowest.ts'

export function deployedText(result: Deployed | Previewed): string {
  return result.kind === 'previewed' ? previewText(result) : doneText(result)
}

function previewText({ spec, preview, choices = [], report }: Previewed): string {
  const lines = changesAnything(preview.resources)
    ? [`On ${preview.where}:`, ...planLines(preview), ...costLines(preview)]
    : [`"${spec.name}" is deployed already and nothing would change.`]
  const written = report === undefined ? [] : [`Report: ${report}`]
  return [...lines, ...choiceLines(choices), ...written, 'Nothing was changed.'].join('\n')
}

function doneText({ spec, up, client, durationSeconds, typedState, report }: Deployed): string {
  const { username, password } = up.outputs
  const head = changesAnything(up.resources)
    ? `"${spec.name}" is running (${duration(durationSeconds)}).`
    : `"${spec.name}" was running already; nothing was changed.`
  const command = (words: string) => `zen ${words}${again(typedState)}`
  const login = password === '' ? 'no password' : `password: ${command(`show ${spec.name} --reveal`)}`
  const connect = command(`connect ${spec.name}`)
  return [
    head,
    `  Dashboard  ${dashboard(up.outputs, connect)}`,
    `  Login      ${username}, ${login}`,
    `  Client     ${client.connected ? `connected (${client.configFile})` : `not connected: ${connect}`}`,
    ...(report === undefined ? [] : [`  Report     ${report}`]),
    `  Remove     ${command(`destroy ${spec.name}`)}`,
  ].join('\n')
}

function dashboard({ url, unexposed }: Outputs, connect: string): string {
  return unexposed ? `inside its cluster only: ${connect}` : url
}

export function deployedJson(result: Deployed | Previewed, command: string) {
  return result.kind === 'previewed' ? previewJson(result, command) : doneJson(result, command)
}

function previewJson({ preview, choices = [], report }: Previewed, command: string) {
  return { ok: true, command, preview: planJson(preview, choices), ...(report ? { report } : {}) }
}

function doneJson(
  { spec, up, version, client, createdAt, updatedAt, durationSeconds, typedState, ...more }: Deployed,
  command: string,
) {
  const { url, unexposed, username, database } = up.outputs
  return {
    ok: true,
    command,
    deployment: deploymentJson({ spec, status: 'running', createdAt, updatedAt }),
    server: { url, ...(unexposed ? { unexposed } : {}), version, username, database },
    client,
    changes: countChanges(up.resources),
    durationSeconds,
    ...slowestOf(more),
    ...(more.report === undefined ? {} : { report: more.report }),
    next: ['show', ...(unexposed ? ['connect'] : []), 'open', 'destroy'].map(
      (verb) => `zen ${verb} ${spec.name}${again(typedState)}`,
    ),
  }
}

/** Where there are parts, so that it is worth knowing. */
function slowestOf({ works = [] }: Pick<Deployed, 'works'>) {
  return works.some(({ resource }) => resource.part) ? { slowest: slowestJson(works) } : {}
}
