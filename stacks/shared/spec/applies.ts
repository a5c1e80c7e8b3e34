/** Where options of clouds mean something, and checks that several of them share. */
import type { OptionValue, OptionValues } from '../../contract.ts'
import { databaseChoice } from '../../database-options.ts'

export const isNewCluster = ({ cluster }: OptionValues) => cluster === undefined

export const newCluster = { words: 'a new cluster, without --cluster', when: isNewCluster }
export const existingCluster = {
  words: '--cluster',
  when: (values: OptionValues) => !isNewCluster(values),
}
export const managedDatabase = {
  words: '--database managed',
  when: (values: OptionValues) => databaseChoice(values).kind === 'managed',
}

/** Whether each of a list looks like that. @param problem the end of a sentence */
export function each(pattern: RegExp, problem: string): (value: OptionValue) => string | undefined {
  return (value) => ([value].flat().every((item) => pattern.test(String(item))) ? undefined : problem)
}
