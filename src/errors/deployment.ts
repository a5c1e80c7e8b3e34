/** Catalogue: deployments as such. */
import { exitCodes, ZenError } from './zen-error.ts'

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

export function deploymentNotFound(name: string, known: readonly string[]) {
  return new ZenError({
    code: 'DEPLOYMENT_NOT_FOUND',
    message: `There is no deployment called "${name}".`,
    fix:
      known.length > 0
        ? [`Choose one of: ${known.join(', ')}`]
        : ['See what there is: zen list', 'Make one: zen deploy'],
    details: { name, known },
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
