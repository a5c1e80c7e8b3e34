/** Catalogue: images and the registries they come from. */
import { ZenError } from './zen-error.ts'

export function imageNotFound(image: string, foreign: string) {
  return new ZenError({
    code: 'IMAGE_NOT_FOUND',
    message: `There is no image ${image}, or you may not see it.`,
    fix: [
      'Name another one with --image; official ones are listed at https://hub.docker.com/r/zenmldocker/zenml-server/tags',
      'If its registry wants a login: docker login',
    ],
    details: { image },
    foreign,
  })
}

export function imageForbidden(image: string, foreign: string) {
  return new ZenError({
    code: 'IMAGE_FORBIDDEN',
    message: `The registry does not give ${image} to you.`,
    fix: ['Log in, then run the same command again: docker login'],
    details: { image },
    foreign,
  })
}

export function registryUnreachable(image: string, foreign: string) {
  return new ZenError({
    code: 'REGISTRY_UNREACHABLE',
    message: `The image ${image} is not on this Docker yet, and its registry can't be reached.`,
    fix: [
      'Check the network and the proxy of the Docker daemon, then run the same command again.',
      `Without a network, bring the image along: docker save ${image} | docker load`,
    ],
    details: { image },
    foreign,
  })
}

export function registryBusy(image: string, foreign: string) {
  return new ZenError({
    code: 'REGISTRY_BUSY',
    message: `The registry gives no more images to you for now, ${image} included.`,
    fix: ['Log in, which raises the limit: docker login', 'Or wait, then run the same command again.'],
    details: { image },
    foreign,
  })
}

export function wrongArchitecture(image: string, foreign: string) {
  return new ZenError({
    code: 'WRONG_ARCHITECTURE',
    message: `The image ${image} is not made for this computer's processor. The official one is for linux/amd64 only.`,
    fix: [
      'Let Docker emulate it: docker run --privileged --rm tonistiigi/binfmt --install amd64',
      'Or do without Docker: zen deploy --provider local',
    ],
    details: { image },
    foreign,
  })
}
