/** What `deploy` and `up` say at the end. */
import type { Outputs } from '../../stacks/contract.ts'
import type { Deployed, Previewed } from '../actions/deploy.ts'
import { changeLines, changesAnything, countChanges, estimateLine } from '../deployment/changes.ts'
import { deploymentJson } from './deployment-json.ts'
import { again } from './equivalent-command.ts'

export function deployedText(result: Deployed | Previewed): string {
  return result.kind === 'previewed' ? previewText(result) : doneText(result)
}

function previewText({ spec, preview }: Previewed): string {
  const lines = changesAnything(preview.resources)
    ? [`On ${preview.where}:`, ...changeLines(preview.resources), estimateLine(preview.estimate)]
    : [`"${spec.name}" is deployed already and nothing would change.`]
  return [...lines, 'Nothing was changed.'].join('\n')
}

function doneText({ spec, up, client, durationSeconds, typedState }: Deployed): string {
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
    `  Remove     ${command(`destroy ${spec.name}`)}`,
  ].join('\n')
}

function dashboard({ url, unexposed }: Outputs, connect: string): string {
  return unexposed ? `inside its cluster only: ${connect}` : url
}

/** `42.1 s`, and from two minutes on `12 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

export function deployedJson(result: Deployed | Previewed, command: string) {
  return result.kind === 'previewed' ? previewJson(result, command) : doneJson(result, command)
}

function previewJson({ preview }: Previewed, command: string) {
  const { where, estimate } = preview
  const resources = preview.resources.map(({ type, name, action }) => ({ type, name, action }))
  return {
    ok: true,
    command,
    preview: { where, changes: countChanges(preview.resources), resources, estimate },
  }
}

function doneJson(
  { spec, up, version, client, createdAt, updatedAt, durationSeconds, typedState }: Deployed,
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
    next: ['show', ...(unexposed ? ['connect'] : []), 'open', 'destroy'].map(
      (verb) => `zen ${verb} ${spec.name}${again(typedState)}`,
    ),
  }
}
