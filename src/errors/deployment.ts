/** Catalogue: deployments as such. */
import type { Problem } from './usage.ts'
import { exitCodes, messageOf, ZenError } from './zen-error.ts'

export function deploymentLocked(
  name: string,
  owner: { readonly user: string; readonly host: string; readonly pid: number; readonly since: string },
) {
  return new ZenError({
    code: 'DEPLOYMENT_LOCKED',
    message: `Another zen is working on "${name}": ${owner.user} on ${owner.host}, process ${owner.pid}, since ${owner.since}.`,
    fix: [
      'Wait until it is done, then run the same command again.',
      `If that zen will never come back: run the same command with --unlock.`,
    ],
    exit: exitCodes.locked,
    details: { name, ...owner },
  })
}

/** @param unasked why there may be one all the same, where somebody could not be asked: a sentence each */
export function deploymentNotFound(name: string, known: readonly string[], unasked: readonly string[] = []) {
  const doubt = unasked.length === 0 ? '.' : `, as far as can be seen: ${unasked.join(' ')}`
  return new ZenError({
    code: 'DEPLOYMENT_NOT_FOUND',
    message: `There is no deployment called "${name}"${doubt}`,
    fix: known.length > 0 ? [`Choose one of: ${known.join(', ')}`] : ['Make one: zen deploy'],
    details: { name, known },
  })
}

/** `zen up NAME` starts what is there; it makes nothing new under a name that may be a slip. */
export function deploymentToStartNotFound(
  name: string,
  known: readonly string[],
  providers: readonly string[],
) {
  const { code, message, fix, details } = deploymentNotFound(name, known)
  const flag = providers.includes(name) ? '--provider' : '--name'
  return new ZenError({
    code,
    message,
    fix: [...(known.length > 0 ? fix : []), `Make it: zen deploy ${flag} ${name}`],
    details,
  })
}

export function noDeployments() {
  return new ZenError({
    code: 'NO_DEPLOYMENTS',
    message: 'There is no deployment yet.',
    fix: ['Make one: zen deploy'],
  })
}

export function interrupted(fix: readonly string[]) {
  return new ZenError({
    code: 'INTERRUPTED',
    message: 'Interrupted. What was done so far is saved.',
    fix,
    exit: exitCodes.interrupted,
  })
}

/** A question was left with Ctrl-C. Questions come before anything is changed. */
export function leftQuestion() {
  return new ZenError({
    code: 'INTERRUPTED',
    message: 'Interrupted. Nothing was changed.',
    fix: ['To go on after all: run the same command again.'],
    exit: exitCodes.interrupted,
  })
}

export function declined(what: string) {
  return new ZenError({
    code: 'DECLINED',
    message: `Nothing was ${what}.`,
    fix: [],
    exit: exitCodes.declined,
  })
}

export function deploymentWithoutServer(name: string, status: string) {
  return new ZenError({
    code: 'NO_SERVER',
    message: `"${name}" is ${status}, so there is no server to talk to.`,
    fix: [status === 'stopped' ? `Start it: zen up ${name}` : `Finish it: zen deploy --name ${name}`],
    details: { name, status },
  })
}

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
    message: `The way to "${name}" ended: ${why}`,
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

export function stateDamaged(file: string, cause: unknown) {
  return new ZenError({
    code: 'STATE_DAMAGED',
    message: `zen's own file ${file} is damaged.`,
    fix: ['Put it back from a backup, or move it away: zen then no longer knows that deployment.'],
    details: { file },
    foreign: messageOf(cause),
    cause,
  })
}
