/** Catalogue: clouds that were asked something and did not answer. */
import { exitCodes, ZenError } from './zen-error.ts'

interface Explained {
  readonly message: string
  readonly fix: readonly string[]
}

/**
 * A cloud refused, before anything was made.
 * @param cloud its name for people
 * @param known a sentence of ours for its words, where there is one
 */
export function cloudRefused(cloud: string, known: Explained | undefined, foreign: string) {
  return new ZenError({
    code: 'CLOUD_REFUSED',
    message: known?.message ?? `${cloud} does not answer what zen has to know.`,
    fix: known?.fix ?? [
      'Read its words below: most of the time a login or a permission is missing.',
      'When the reason is gone: run the same command again.',
    ],
    exit: exitCodes.checkFailed,
    details: { cloud },
    foreign,
  })
}
