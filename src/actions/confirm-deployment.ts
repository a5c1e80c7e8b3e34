import type { Context } from '../context.ts'
import { changesAnything, countChanges } from '../deployment/changes.ts'
import type { Preview } from '../engine/engine.ts'
import { declined } from '../errors/deployment.ts'
import { costLines, planLines } from '../words/previewed.ts'

export interface Consent {
  /** Do it without asking. */
  readonly yes: boolean
  readonly preview: Preview
  /** What is asked. */
  readonly question: string
  /** What does the same without being asked. */
  readonly command: string
}

/**
 * Shows what would change, and asks, unless nothing would or consent was given before.
 * @throws ZenError `DECLINED`
 */
export async function confirmDeployment(
  { terminal }: Context,
  { yes, preview, question, command }: Consent,
): Promise<void> {
  const { resources } = preview
  if (!changesAnything(resources)) return
  for (const line of planLines(preview)) terminal.info(line)
  for (const line of costLines(preview)) terminal.hint(line)
  if (yes) return
  terminal.hint(`The same without questions: ${command}`)
  if (await terminal.confirm({ kind: 'confirm', flag: 'yes', message: question, default: true })) return
  throw declined(countChanges(resources).create > 0 ? 'created' : 'changed')
}
