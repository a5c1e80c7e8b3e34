/** What of a deployment at AWS can't be changed while it is there: its data would stay behind, or be lost. */
import type { OptionValues, Spec } from '../../contract.ts'
import { databaseChoice } from '../../database-options.ts'
import { settledOf } from './settled.ts'

const fixed = ['region', 'vpc-id', 'vpc-cidr', 'cluster', 'subnet-ids'] as const

/** A sentence for each, without a full stop. */
export function problemsOfChange({ name, options }: Spec, stored: Spec | undefined): readonly string[] {
  if (stored === undefined || stored.provider !== 'aws') return []
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

/** A sentence, when these are logins of another account than the one where it is. */
export function problemOfAccount({ name, options }: Spec, account: string): string | undefined {
  const { account: before } = settledOf(options)
  return before === undefined || before === account
    ? undefined
    : `"${name}" is in the AWS account ${before}, and this login is one of account ${account}`
}

function said(options: OptionValues, flag: string): string {
  const words = wordsOf(options, flag)
  return words === '' ? `no --${flag}` : `--${flag} ${words}`
}

function wordsOf(options: OptionValues, flag: string): string {
  return [options[flag] ?? []].flat().map(String).toSorted().join(' ')
}
