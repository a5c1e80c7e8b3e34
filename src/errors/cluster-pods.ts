/** Catalogue: why pods of a server don't run. */
import { ZenError } from './zen-error.ts'

const again = 'When the reason is gone, run the same command again.'

/** @param choose how a person names another image: `--server-version VERSION` */
export function podImageNotFound(image: string, choose: string, foreign: string) {
  return new ZenError({
    code: 'IMAGE_NOT_FOUND',
    message: `There is no image ${image}, or the cluster may not see it.`,
    fix: [
      `Choose one that exists: ${choose}`,
      "ZenML's are listed at https://hub.docker.com/r/zenmldocker/zenml-server/tags",
    ],
    details: { image },
    foreign,
  })
}

export function podImageForbidden(image: string, foreign: string) {
  return new ZenError({
    code: 'IMAGE_FORBIDDEN',
    message: `The registry does not give ${image} to the cluster.`,
    fix: [
      'Let the nodes of the cluster pull it, or name a Secret with a login: "imagePullSecrets: [{name: SECRET}]" in a file for --values FILE.',
    ],
    details: { image },
    foreign,
  })
}

export function podImageUnreachable(image: string, foreign: string) {
  return new ZenError({
    code: 'REGISTRY_UNREACHABLE',
    message: `The nodes of the cluster can't pull ${image}.`,
    fix: [
      'Let them reach its registry, then run the same command again.',
      'Or use a copy in a registry that they reach: --image IMAGE',
    ],
    details: { image },
    foreign,
  })
}

export function podImageWrongArchitecture(image: string, foreign: string) {
  return new ZenError({
    code: 'WRONG_ARCHITECTURE',
    message: `The image ${image} is not made for the processors of the node that should run it.`,
    fix: [
      'Add a node for linux/amd64, for which ZenML publishes its images, then run the same command again.',
    ],
    details: { image },
    foreign,
  })
}

/** @param part `server`, `database` @param values what to write into a file for `--values` */
export function podOutOfMemory(
  part: string,
  pod: string,
  { values, foreign }: { values: string; foreign: string },
) {
  return new ZenError({
    code: 'OUT_OF_MEMORY',
    message: `The ${part} in the pod ${pod} is ended again and again, because it needs more memory than it may have.`,
    fix: [`Let it have more, with a file for --values FILE that holds: ${values}`],
    details: { pod },
    foreign,
  })
}

export function podCrashes(
  part: string,
  pod: string,
  { exitCode, restarts, log }: { exitCode: number; restarts: number; log: string },
) {
  const times = restarts > 0 ? `, ${restarts} ${restarts === 1 ? 'time' : 'times'} so far` : ''
  return new ZenError({
    code: 'POD_CRASHES',
    message: `The ${part} in the pod ${pod} ends by itself with exit code ${exitCode}${times}.`,
    fix: ['See its last words below.', again],
    details: { pod, exitCode, restarts },
    foreign: log,
  })
}

export function podUnschedulable(pod: string, foreign: string) {
  const isSmall = /insufficient (cpu|memory)/i.test(foreign)
  return new ZenError({
    code: 'POD_UNSCHEDULABLE',
    message: isSmall
      ? `No node of the cluster has room for the pod ${pod}.`
      : `No node of the cluster takes the pod ${pod}.`,
    fix: isSmall
      ? [
          'Add a node, or free some room, then run the same command again.',
          'Or ask for less, with a file for --values FILE that holds: resources: {requests: {cpu: 100m, memory: 400Mi}}',
        ]
      : [
          'Add a node that does, then run the same command again. The server needs linux/amd64.',
          'Where nodes have taints: tolerations in a file for --values FILE.',
        ],
    details: { pod },
    foreign,
  })
}

export function podsNotAllowed(owner: string, foreign: string) {
  return new ZenError({
    code: 'PODS_NOT_ALLOWED',
    message: `The cluster does not let ${owner} make its pods.`,
    fix: [
      'Where a quota is used up: free some of it, or ask for less with resources in a file for --values FILE.',
      'Where a policy forbids it: ask an administrator of the cluster, or choose another --namespace.',
    ],
    details: { owner },
    foreign,
  })
}

export function podNotStarted(pod: string, foreign: string) {
  return new ZenError({
    code: 'POD_NOT_STARTED',
    message: `The pod ${pod} can't start.`,
    fix: ['See what the cluster says below: often a Secret or one of its keys is missing.', again],
    details: { pod },
    foreign,
  })
}

export function podEvicted(pod: string, foreign: string) {
  return new ZenError({
    code: 'POD_EVICTED',
    message: `The cluster took the pod ${pod} off its node.`,
    fix: ['Give the nodes more of what ran out, then run the same command again.'],
    details: { pod },
    foreign,
  })
}

export function podNotReady(part: string, pod: string, { name, log }: { name: string; log: string }) {
  return new ZenError({
    code: 'SERVER_NOT_READY',
    message: `The ${part} in the pod ${pod} runs, but is not ready.`,
    fix: [
      'It may need more time: run the same command again.',
      `See what it does: zen logs ${name} --follow`,
    ],
    details: { pod },
    foreign: log,
  })
}

export function noServerPod(name: string) {
  return new ZenError({
    code: 'NO_SERVER_POD',
    message: `No pod of "${name}" is there.`,
    fix: [`Start it: zen up ${name}`, `Or finish it: zen deploy --name ${name}`],
    details: { name },
  })
}
