/** What of a deployment in a cloud can't be changed while it is there: its data would stay behind, or be lost. */
import type { OptionValues, Spec } from '../../contract.ts'
import { databaseChoice } from '../../database-options.ts'

/** @param fixed flags @returns a sentence for each that is another one now, without a full stop */
export function problemsOfChange(
  { name, provider, options }: Spec,
  stored: Spec | undefined,
  fixed: readonly string[],
): readonly string[] {
  if (stored === undefined || stored.provider !== provider) return []
  const before = stored.options
  const changed = fixed.filter((flag) => wordsOf(before, flag) !== wordsOf(options, flag))
  return [
    ...changed.map(
      (flag) =>
        `"${name}" was made with ${said(before, flag)} and can't go on with ${said(options, flag)}: choose another --name, or leave it as it is`,
    ),
    ...problemsOfDatabase(name, before, options),
  ]
}

function problemsOfDatabase(name: string, before: OptionValues, now: OptionValues): readonly string[] {
  const [one, other] = [databaseChoice(before).kind, databaseChoice(now).kind]
  return one !== other && one === 'managed'
    ? [
        `The data of "${name}" is in its managed database, and would not follow to --database ${now['database']}`,
      ]
    : []
}

function said(options: OptionValues, flag: string): string {
  const words = wordsOf(options, flag)
  return words === '' ? `no --${flag}` : `--${flag} ${words}`
}

function wordsOf(options: OptionValues, flag: string): string {
  return [options[flag] ?? []].flat().map(String).toSorted().join(' ')
}
