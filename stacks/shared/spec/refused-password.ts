/** What to do when a cloud does not take the password of its database, which nobody but zen knows. */
import type { ExplanationRule } from './explanation-rule.ts'

/** @param cloud `AWS` @param pattern what it says then */
export function refusedPassword(cloud: string, pattern: RegExp): ExplanationRule {
  return {
    pattern,
    explanation: (_, { name }) => ({
      message: `${cloud} does not take the password of the database, which zen makes itself.`,
      fix: [
        `Take away what is there: zen destroy ${name}. Then run the same command again: zen makes another one.`,
        'Where a policy wants passwords of another kind, use a database that you made: --database mysql://USER@HOST/NAME',
      ],
    }),
  }
}
