/** Catalogue: the place where a server runs, and the ways to it. */
import { ZenError } from './zen-error.ts'

/** @param reason a sentence: what does not answer */
export function placeUnreachable(name: string, reason: string) {
  return new ZenError({
    code: 'PLACE_UNREACHABLE',
    message: `${reason} Nothing was destroyed.`,
    fix: [
      'If it is only out of reach: run the same command again when it answers.',
      `If it is gone for good, and "${name}" with it: zen destroy ${name} --cluster-gone`,
    ],
    details: { name },
  })
}

/** Not thrown: what was said to be gone is there, so nothing needs to be left behind. */
export function placeAnswers(where: string): string {
  return `--cluster-gone was given, but it answers: ${where}. What is there is destroyed as usual.`
}

export function notForwarded(name: string) {
  return new ZenError({
    code: 'NOT_FORWARDED',
    message: `"${name}" is not reachable from outside its cluster, and no port can be forwarded to it.`,
    fix: [`See how it is: zen show ${name}`],
    details: { name },
  })
}

/** @param why a sentence */
export function forwardEnded(name: string, why: string) {
  return new ZenError({
    code: 'FORWARD_ENDED',
    message: `The port that was forwarded to "${name}" is closed: ${why}`,
    fix: [`Open it again: zen connect ${name}`, `See how it is: zen show ${name}`],
    details: { name },
  })
}

/** There is no address that would still be one when the command has ended. */
export function notConnected(name: string) {
  return new ZenError({
    code: 'NOT_CONNECTED',
    message: `"${name}" has no address: it is not reachable from outside its cluster.`,
    fix: [
      `Give it one as long as you like, in another terminal: zen connect ${name}`,
      `Or look at it in a browser: zen open ${name}`,
    ],
    details: { name },
  })
}

/** Not thrown: the server is there, and only this could not be found out. */
export function versionNotAsked(reason: string): string {
  return `The server could not be asked which version of ZenML it runs: ${reason}`
}

/** Not thrown: a trouble among others. */
export function lookTimedOut(seconds: number): string {
  return `The place where it runs did not answer within ${seconds} seconds.`
}

/** The same, said by who was asked and does not know how long that took. */
export function lookCutOff(): string {
  return 'The place where it runs did not answer in time.'
}

/** Not thrown: it still is right, or it can still be looked at. @param days negative when it ran out */
export function certificateWarning(name: string, days: number): string {
  const when =
    days < 0
      ? 'has run out, so clients refuse it'
      : `runs out in ${days === 0 ? 'less than a day' : `${days} ${days === 1 ? 'day' : 'days'}`}`
  return `The certificate of "${name}" ${when}. One that renews itself should have done so by now: zen logs ${name}`
}

/** Not thrown: it is what was asked for. */
export function unencryptedWarning(url: string): string {
  return `Nothing encrypts what is sent to ${url}: on the way others can read passwords and API keys.`
}
