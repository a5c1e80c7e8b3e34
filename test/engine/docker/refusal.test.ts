import { expect, test } from 'vitest'
import { refusal } from '../../../src/engine/docker/refusal.ts'

const subject = {
  what: 'start the server',
  pulls: true,
  ...{ image: 'zenmldocker/zenml-server:9.9.9', container: 'zen-docker', volume: 'zen-docker-data' },
  ...{ host: '127.0.0.1', port: 8238 },
}

/** What Docker and Podman really say. */
const words: readonly (readonly [code: string, words: string])[] = [
  [
    'DOCKER_NOT_RUNNING',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  ],
  [
    'DOCKER_NOT_RUNNING',
    'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory',
  ],
  [
    'DOCKER_NOT_RUNNING',
    'error during connect: Get "http://docker.example.com/v1.24/version": command [ssh -- box docker system dial-stdio] has exited with exit status 255',
  ],
  [
    'DOCKER_FORBIDDEN',
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/version": dial unix /var/run/docker.sock: connect: permission denied',
  ],
  [
    'DOCKER_FORBIDDEN',
    'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
  ],
  [
    'DOCKER_TOO_OLD',
    'Error response from daemon: client version 1.50 is too new. Maximum supported API version is 1.41',
  ],
  [
    'IMAGE_NOT_FOUND',
    'Error response from daemon: manifest for zenmldocker/zenml-server:9.9.9 not found: manifest unknown: manifest unknown',
  ],
  [
    'IMAGE_NOT_FOUND',
    "Error response from daemon: pull access denied for nobody/nothing, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
  ],
  ['IMAGE_FORBIDDEN', 'Error response from daemon: Head "https://ghcr.io/v2/a/b/manifests/1": unauthorized'],
  ['IMAGE_FORBIDDEN', 'Error response from daemon: Get "https://example.com/v2/": no basic auth credentials'],
  ['REGISTRY_BUSY', 'Error response from daemon: toomanyrequests: You have reached your pull rate limit.'],
  [
    'REGISTRY_UNREACHABLE',
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
  ],
  [
    'REGISTRY_UNREACHABLE',
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ],
  ['WRONG_ARCHITECTURE', 'no matching manifest for linux/arm64/v8 in the manifest list entries'],
  ['WRONG_ARCHITECTURE', 'exec /entrypoint.sh: exec format error'],
  [
    'PORT_IN_USE',
    'Error response from daemon: driver failed programming external connectivity on endpoint zen-docker (1d): Bind for 127.0.0.1:8238 failed: port is already allocated',
  ],
  [
    'PORT_IN_USE',
    'Error response from daemon: driver failed programming external connectivity on endpoint zen-docker (1d): Error starting userland proxy: listen tcp4 127.0.0.1:8238: bind: address already in use',
  ],
  [
    'PORT_IN_USE',
    'Error response from daemon: Ports are not available: exposing port TCP 127.0.0.1:8238 -> 0.0.0.0:0: listen tcp 127.0.0.1:8238: bind: Only one usage of each socket address is normally permitted.',
  ],
  ['PORT_IN_USE', 'Error: rootlessport listen tcp 127.0.0.1:8238: bind: address already in use'],
  [
    'HOST_NOT_HERE',
    'Error response from daemon: Error starting userland proxy: listen tcp4 10.9.9.9:8238: bind: cannot assign requested address',
  ],
  [
    'CONTAINER_NAME_TAKEN',
    'Error response from daemon: Conflict. The container name "/zen-docker" is already in use by container "1d2e". You have to remove (or rename) that container to be able to reuse that name.',
  ],
  [
    'CONTAINER_NAME_TAKEN',
    'Error: creating container storage: the container name "zen-docker" is already in use by 1d2e. You have to remove that container to be able to reuse that name: that name is already in use',
  ],
  ['VOLUME_IN_USE', 'Error response from daemon: remove zen-docker-data: volume is in use - [1d2e]'],
  [
    'VOLUME_IN_USE',
    'Error: volume zen-docker-data is being used by the following container(s): 1d2e: volume is being used',
  ],
  ['DISK_FULL', 'failed to register layer: write /usr/lib/libx.so: no space left on device'],
  ['DOCKER_REFUSED', 'Error response from daemon: something nobody has seen before'],
]

test.each(words)('%s is told from: %s', (code, foreign) => {
  expect(refusal(foreign, subject)).toMatchObject({ code, foreign })
})

test('every error says what to do next', () => {
  for (const [, foreign] of words) expect(refusal(foreign, subject).fix).not.toEqual([])
})

test.each([
  'dial tcp 10.0.0.1: i/o timeout',
  'Error: runc create failed: error setting rlimits: operation not permitted: OCI permission denied',
])('words are about a registry only when one was asked: %s', (foreign) => {
  expect(refusal(foreign, { ...subject, pulls: false }).code).toBe('DOCKER_REFUSED')
})
