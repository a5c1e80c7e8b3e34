/** Catalogue: finding a Kubernetes cluster, and getting an answer out of it. */
import { exitCodes, ZenError } from './zen-error.ts'

const clouds = 'aws eks update-kubeconfig, gcloud container clusters get-credentials, az aks get-credentials'

/** @param looked files that are not there */
export function kubeconfigMissing(looked: readonly string[]) {
  return new ZenError({
    code: 'KUBECONFIG_MISSING',
    message: `There is no kubeconfig, which says how to reach a cluster: ${looked.join(', ')} ${looked.length === 1 ? 'does' : 'do'} not exist.`,
    fix: [
      'Name one with --kubeconfig FILE, or in the variable KUBECONFIG.',
      `Clouds write one for you: ${clouds}`,
    ],
    exit: exitCodes.usage,
    details: { looked },
  })
}

/** @param reason completes "… can't be read: …" */
export function kubeconfigUnreadable(file: string, reason: string) {
  return new ZenError({
    code: 'KUBECONFIG_UNREADABLE',
    message: `The kubeconfig ${file} can't be read: ${reason}.`,
    fix: ['Mend it, or name another one with --kubeconfig FILE.'],
    exit: exitCodes.usage,
    details: { file },
  })
}

export function contextUnknown(context: string, known: readonly string[], source: string) {
  return new ZenError({
    code: 'CONTEXT_UNKNOWN',
    message: `${source} has no context called "${context}".`,
    fix: [
      known.length > 0
        ? `Choose one of them with --context NAME: ${known.join(', ')}`
        : 'Name another kubeconfig with --kubeconfig FILE: this one has no contexts.',
    ],
    exit: exitCodes.usage,
    details: { context, known },
  })
}

export function contextNotChosen(known: readonly string[], source: string) {
  return new ZenError({
    code: 'CONTEXT_NOT_CHOSEN',
    message: `${source} has no current context.`,
    fix: [
      known.length > 0
        ? `Choose one with --context NAME: ${known.join(', ')}`
        : 'Name another kubeconfig with --kubeconfig FILE: this one has no contexts.',
    ],
    exit: exitCodes.usage,
    details: { known },
  })
}

/** @param part `cluster` or `user` */
export function contextIncomplete(context: string, part: string, name: string, source: string) {
  return new ZenError({
    code: 'CONTEXT_INCOMPLETE',
    message: `The context "${context}" names the ${part} "${name}", of which ${source} says nothing.`,
    fix: ['Mend the kubeconfig, or choose another context with --context NAME.'],
    exit: exitCodes.usage,
    details: { context, [part]: name },
  })
}

/** @param hint what the kubeconfig itself says about getting the program */
export function loginProgramMissing(program: string, hint: string | undefined) {
  return new ZenError({
    code: 'LOGIN_PROGRAM_MISSING',
    message: `The kubeconfig logs in with the program ${program}, which is not on this computer.`,
    fix: [
      `Install ${program} and have it on the PATH, then run the same command again.`,
      'Or choose a context that logs in another way: --context NAME',
    ],
    details: { program },
    ...(hint === undefined ? {} : { foreign: hint }),
  })
}

export function loginProgramFailed(program: string, foreign: string) {
  return new ZenError({
    code: 'LOGIN_PROGRAM_FAILED',
    message: `The program ${program}, with which the kubeconfig logs in, failed.`,
    fix: [
      'Log in to your cloud again (aws sso login, gcloud auth login, az login), then run the same command again.',
    ],
    details: { program },
    foreign,
  })
}

export function clusterUnreachable(where: string, foreign: string) {
  return new ZenError({
    code: 'CLUSTER_UNREACHABLE',
    message: `The cluster of ${where} does not answer.`,
    fix: [
      'Check that it runs, and that this computer may reach it: network, VPN, proxy (HTTPS_PROXY).',
      'If it is another cluster that you mean: --context NAME',
    ],
    foreign,
  })
}

export function clusterNotTrusted(where: string, foreign: string) {
  return new ZenError({
    code: 'CLUSTER_NOT_TRUSTED',
    message: `What answers at ${where} can't prove that it is the cluster of the kubeconfig.`,
    fix: [
      'If the cluster was made anew, fetch its kubeconfig again.',
      'Check that the clock of this computer is right.',
    ],
    foreign,
  })
}

export function clusterLoginRefused(where: string, foreign: string) {
  return new ZenError({
    code: 'CLUSTER_LOGIN_REFUSED',
    message: `The cluster of ${where} does not accept the login of the kubeconfig.`,
    fix: [`Log in again, or fetch the kubeconfig again: ${clouds}`],
    foreign,
  })
}

/** @param what completes "You may not …" */
export function clusterForbidden(what: string, where: string, foreign: string) {
  return new ZenError({
    code: 'CLUSTER_FORBIDDEN',
    message: `You may not ${what}: the cluster of ${where} refuses.`,
    fix: [
      'Ask an administrator of the cluster for the right to do so; zen doctor lists all that are missing.',
    ],
    foreign,
  })
}

/** Anything the cluster says that has no sentence of its own. @param what completes "… could not …" */
export function clusterRefused(what: string, where: string, status: number, foreign: string) {
  return new ZenError({
    code: 'CLUSTER_REFUSED',
    message: `The cluster of ${where} could not ${what} (HTTP status ${status}).`,
    fix: ["The cluster's own words are below. When the reason is gone, run the same command again."],
    details: { status },
    foreign,
  })
}
