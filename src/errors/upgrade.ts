/** Catalogue: putting a newer version of ZenML in place of an older one. */
import type { Problem } from './usage.ts'
import { exitCodes, ZenError } from './zen-error.ts'

/** @param instead a sentence: what does the same there */
export function notUpgradable(name: string, instead: string) {
  return new ZenError({
    code: 'NOT_UPGRADABLE',
    message: `The version of "${name}" is not for zen upgrade to choose.`,
    fix: [instead],
    exit: exitCodes.usage,
    details: { name },
  })
}

/** The same error, and what people want to know first. @param version of ZenML that answers as before */
export function oldServerGoesOn(error: ZenError, version: string | undefined) {
  const { code, message, fix, exit, details, foreign, cause } = error
  return new ZenError({
    ...{ code, fix, exit, cause, details: { ...details, stillRuns: version } },
    message: `${message} The old server goes on, with ZenML ${version} and its data.`,
    ...(foreign === undefined ? {} : { foreign }),
  })
}

export function downgradeProblem(name: string, from: string, to: string): Problem {
  return {
    flag: 'server-version',
    message: `"${name}" runs ZenML ${from}, and ZenML knows no way back to ${to}: its database would not be understood`,
  }
}
