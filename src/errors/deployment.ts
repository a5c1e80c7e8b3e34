/** Catalogue: deployments as such. */
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
