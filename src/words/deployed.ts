/** What `deploy` and `up` say at the end. */
import type { Deployed, Previewed } from '../actions/deploy.ts'
import { changeLines, changesAnything, countChanges, estimateLine } from '../deployment/changes.ts'
import { deploymentJson } from './deployment-json.ts'

export function deployedText(result: Deployed | Previewed): string {
  return result.kind === 'previewed' ? previewText(result) : doneText(result)
}

function previewText({ spec, preview }: Previewed): string {
  const lines = changesAnything(preview.resources)
    ? [`On ${preview.where}:`, ...changeLines(preview.resources), estimateLine(preview.estimate)]
    : [`"${spec.name}" is deployed already and nothing would change.`]
  return [...lines, 'Nothing was changed.'].join('\n')
}

function doneText({ spec, up, client, durationSeconds }: Deployed): string {
  const { url, username, password } = up.outputs
  const head = changesAnything(up.resources)
    ? `"${spec.name}" is running (${durationSeconds} s).`
    : `"${spec.name}" was running already; nothing was changed.`
  return [
    head,
    `  Dashboard  ${url}`,
    `  Login      ${username}, ${password === '' ? 'no password' : `password: zen show ${spec.name} --reveal`}`,
    `  Client     ${client.connected ? `connected (${client.configFile})` : `not connected: zen connect ${spec.name}`}`,
    `  Remove     zen destroy ${spec.name}`,
  ].join('\n')
}

export function deployedJson(result: Deployed | Previewed, command: string) {
  return result.kind === 'previewed' ? previewJson(result, command) : doneJson(result, command)
}

function previewJson({ preview }: Previewed, command: string) {
  const { resources, estimate } = preview
  return { ok: true, command, preview: { changes: countChanges(resources), resources, estimate } }
}

function doneJson(
  { spec, up, version, client, createdAt, updatedAt, durationSeconds }: Deployed,
  command: string,
) {
  const { url, username, database } = up.outputs
  return {
    ok: true,
    command,
    deployment: deploymentJson({ spec, status: 'running', createdAt, updatedAt }),
    server: { url, version, username, database },
    client,
    changes: countChanges(up.resources),
    durationSeconds,
    next: [`zen show ${spec.name}`, `zen open ${spec.name}`, `zen destroy ${spec.name}`],
  }
}
