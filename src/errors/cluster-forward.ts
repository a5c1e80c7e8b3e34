/** Catalogue: ways to a server that has no address of its own. */
import { ZenError } from './zen-error.ts'

export function forwardForbidden(namespace: string) {
  return new ZenError({
    code: 'FORWARD_FORBIDDEN',
    message: `You may not forward ports to the pods of namespace ${namespace}.`,
    fix: [
      'Ask an administrator of the cluster for the verbs get and create on pods/portforward in that namespace.',
      'Or give the server an address: zen deploy with --expose load-balancer, ingress or gateway',
    ],
    details: { namespace },
  })
}

export function serverNotServing(name: string) {
  return new ZenError({
    code: 'SERVER_NOT_READY',
    message: `No pod of "${name}" is ready to answer.`,
    fix: [`See what it does: zen logs ${name}`, 'Try again in a moment.'],
    details: { name },
  })
}
