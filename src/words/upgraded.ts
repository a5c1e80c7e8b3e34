/** What `upgrade` says at the end. */
import type { Upgraded } from '../actions/upgrade.ts'
import { changesAnything } from '../deployment/changes.ts'
import { deployedJson, deployedText } from './deployed.ts'
import { duration } from './duration.ts'
import { again } from './equivalent-command.ts'

export function upgradedText({ from, to, wasThere, result }: Upgraded): string {
  if (result.kind === 'previewed') return deployedText(result)
  const { spec, up, version, typedState, durationSeconds } = result
  if (wasThere) return `"${spec.name}" is at ZenML ${to} already; nothing was changed.`
  const origin = from === undefined || from === to ? '' : ` from ZenML ${from}`
  return [
    changesAnything(up.resources)
      ? `"${spec.name}" is upgraded${origin} to ZenML ${to} (${duration(durationSeconds)}).`
      : `"${spec.name}" was running ZenML ${to} already; nothing was changed.`,
    ...(up.outputs.unexposed ? [] : [`  Dashboard  ${up.outputs.url}`]),
    `  Clients    pip install zenml==${version === 'unknown' ? to : version}`,
    `  Look       zen show ${spec.name}${again(typedState)}`,
  ].join('\n')
}

export function upgradedJson({ from, to, result }: Upgraded) {
  return { ...deployedJson(result, 'upgrade'), upgrade: { from: from ?? null, to } }
}
