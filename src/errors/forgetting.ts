/** Catalogue: giving up what nobody can reach any more. */
import { exitCodes, ZenError } from './zen-error.ts'

/** Not thrown: said before it is done. */
export function forgettingWarning(where: string): string {
  return `Nothing is taken away on ${where}: what is left there may go on costing money, and nobody will have the keys to its data.`
}

export function notForgettable(name: string) {
  return new ZenError({
    code: 'NOT_FORGETTABLE',
    message: `"${name}" is neither on a cluster nor in a cloud, so there is nothing out of reach to forget.`,
    fix: [`Take it away: zen destroy ${name}`],
    details: { name },
  })
}

/** The same error of a destroy that passes over what refuses, with what remains to be done when all of it does. */
export function orForget(error: unknown, name: string): unknown {
  if (!(error instanceof ZenError) || !isRefusal(error)) return error
  const { code, message, fix, exit, details, foreign } = error
  return new ZenError({
    ...{ code, message, exit, details, cause: error },
    fix: [...fix, `If nothing of it can be reached any more: zen destroy ${name} --forget`],
    ...(foreign === undefined ? {} : { foreign }),
  })
}

const isRefusal = ({ exit }: ZenError) => exit === exitCodes.failed || exit === exitCodes.checkFailed
