/** Images that don't come. */
import {
  podImageForbidden,
  podImageNotFound,
  podImageUnreachable,
  podImageWrongArchitecture,
} from '../errors/cluster-pods.ts'
import type { ZenError } from '../errors/zen-error.ts'
import { components } from './names.ts'
import type { Container, Pod } from './pod.ts'
import type { Snapshot } from './snapshot.ts'
import { MINUTE, SECOND, type Trouble } from './trouble.ts'

/** Of kubelets: https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/kubelet/images/types.go */
const reasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
])

type Meaning = readonly [
  pattern: RegExp,
  graceMs: number,
  error: (image: string, words: string, pod: Pod) => ZenError,
]

/** The first that matches wins. Sentences of containerd, CRI-O and registries. */
const meanings: readonly Meaning[] = [
  [
    /no match for platform|no image found in .* for architecture|exec format error/i,
    5 * SECOND,
    wrongArchitecture,
  ],
  [/toomanyrequests|rate limit/i, MINUTE, unreachable],
  // Docker Hub says both of a name that does not exist.
  [/repository does not exist/i, 5 * SECOND, notFound],
  [
    /unauthorized|authorization failed|authentication required|no basic auth|\bdenied\b|\b403\b/i,
    20 * SECOND,
    forbidden,
  ],
  [
    /not found|manifest unknown|name unknown|invalidimagename|couldn't parse image|invalid reference/i,
    5 * SECOND,
    notFound,
  ],
]

/** Networks come back. */
const unknown: Meaning = [/./, 2 * MINUTE, unreachable]

export function imageTroubles({ pods, events }: Snapshot): readonly Trouble[] {
  return pods
    .filter(({ isGoing }) => !isGoing)
    .flatMap((pod) => pod.containers.filter(isWithoutImage).map((container) => ({ pod, container })))
    .map(({ pod, container: { image, reason, message } }) => {
      // While the kubelet waits to try again, only its last failed try says why.
      const tries = events.filter(({ about, message: said }) => about === pod.uid && said.includes(image))
      const failed = tries.filter(({ isWarning }) => isWarning).map((event) => event.message)
      const words = [message, ...failed].filter((it) => !/^back-off/i.test(it)).join('\n') || reason
      const [, graceMs, error] = meanings.find(([pattern]) => pattern.test(`${reason} ${words}`)) ?? unknown
      return {
        key: `image ${pod.uid} ${image}`,
        uid: pod.uid,
        graceMs,
        error: () => error(image, words, pod),
      }
    })
}

function isWithoutImage({ state, reason }: Container): boolean {
  return state === 'waiting' && reasons.has(reason)
}

const choices: Readonly<Record<string, string>> = {
  [components.database]: '--database-image IMAGE',
  [components.gateway]: 'caddy.image in a file for --values FILE',
}

function notFound(image: string, words: string, { component }: Pod): ZenError {
  return podImageNotFound(image, choices[component] ?? '--server-version VERSION, or --image IMAGE', words)
}

function forbidden(image: string, words: string): ZenError {
  return podImageForbidden(image, words)
}

function unreachable(image: string, words: string): ZenError {
  return podImageUnreachable(image, words)
}

function wrongArchitecture(image: string, words: string): ZenError {
  return podImageWrongArchitecture(image, words)
}
