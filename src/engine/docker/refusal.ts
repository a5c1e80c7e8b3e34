/** From Docker's words to ours. Docker has no error codes on the command line, so its sentences are matched. */
import * as catalogue from '../../errors/docker.ts'
import * as images from '../../errors/docker-image.ts'
import type { ZenError } from '../../errors/zen-error.ts'

/** What was tried, and with what. */
export interface Subject {
  /** Completes "Docker could not …". */
  readonly what: string
  readonly image?: string
  /** A registry is asked for the image. */
  readonly pulls?: boolean
  readonly container?: string
  readonly volume?: string
  readonly host?: string
  readonly port?: number
}

type Sentence = readonly [pattern: RegExp, error: (words: string, subject: Required<Subject>) => ZenError]

/** The first that matches wins. Sentences of Docker 20.10 to 29 and of Podman 4. */
const sentences: readonly Sentence[] = [
  [/permission denied while trying to connect to the docker/i, catalogue.dockerForbidden],
  [/client version .* is too (old|new)|minimum supported api version/i, catalogue.dockerTooOld],
  [
    /cannot connect to the docker daemon|failed to connect to the docker api|error during connect|cannot connect to podman|unable to connect to podman|daemon is not running/i,
    catalogue.dockerNotRunning,
  ],
  [/no space left on device|disk quota exceeded/i, catalogue.diskFull],
  [
    /port is already allocated|address already in use|ports are not available/i,
    (words, { port }) => catalogue.portTaken(port, words),
  ],
  [/cannot assign requested address/i, (words, { host }) => catalogue.hostNotHere(host, words)],
  [
    /container name .* is already in use/i,
    (words, { container }) => catalogue.containerNameTaken(container, words),
  ],
  [/volume is in use|volume .* is being used/i, (words, { volume }) => catalogue.volumeInUse(volume, words)],
  [
    /no matching manifest for|exec format error|no image found in .* for architecture/i,
    (words, { image }) => images.wrongArchitecture(image, words),
  ],
  [/toomanyrequests|rate limit/i, (words, { image }) => images.registryBusy(image, words)],
  [
    /manifest unknown|manifest for .* not found|repository does not exist|repository name not known|: not found$/im,
    (words, { image }) => images.imageNotFound(image, words),
  ],
  [
    /unauthorized|no basic auth credentials|authentication required|\bdenied\b|403 forbidden/i,
    (words, { image }) => images.imageForbidden(image, words),
  ],
  [
    /no such host|dial tcp|i\/o timeout|tls handshake|request canceled while waiting|context deadline exceeded|proxyconnect|server misbehaving|network is unreachable|x509:|unexpected eof|temporary failure in name/i,
    (words, { image }) => images.registryUnreachable(image, words),
  ],
]

/** Sentences about registries, which make sense only when one was asked. */
const aboutRegistries = new Set([
  'REGISTRY_BUSY',
  'REGISTRY_UNREACHABLE',
  'IMAGE_NOT_FOUND',
  'IMAGE_FORBIDDEN',
])

/** The error of the catalogue that says the same as Docker's words. */
export function refusal(words: string, subject: Subject): ZenError {
  const known = { pulls: false, image: '', container: '', volume: '', host: '', port: 0, ...subject }
  for (const [pattern, error] of sentences) {
    if (!pattern.test(words)) continue
    const made = error(words, known)
    if (subject.pulls || !aboutRegistries.has(made.code)) return made
  }
  return catalogue.dockerRefused(subject.what, words)
}
