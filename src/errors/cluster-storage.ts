/** Catalogue: volumes and addresses that a cluster should give. */
import { ZenError } from './zen-error.ts'

export function volumeNotProvided(claim: string, storageClass: string, foreign: string) {
  const by = storageClass === '' ? 'the cluster has no default StorageClass' : `StorageClass ${storageClass}`
  return new ZenError({
    code: 'VOLUME_NOT_PROVIDED',
    message:
      storageClass === ''
        ? `The volume ${claim} can't be made: ${by}.`
        : `The volume ${claim} is not made by the ${by}.`,
    fix: [
      'Destroy the deployment, then deploy it with a StorageClass that works: --storage-class NAME',
      'Or use a database outside the cluster: --database URL',
    ],
    details: { claim, storageClass },
    foreign,
  })
}

export function volumeNotAttached(pod: string, foreign: string) {
  return new ZenError({
    code: 'VOLUME_NOT_ATTACHED',
    message: `The pod ${pod} does not get its volume.`,
    fix: [
      'A volume belongs to one node at a time: if its old node is gone, the cluster lets go of it after some minutes.',
      'When the reason is gone, run the same command again.',
    ],
    details: { pod },
    foreign,
  })
}

export function volumeFull(part: string, pod: string, log: string) {
  return new ZenError({
    code: 'VOLUME_FULL',
    message: `The volume of the ${part} is full (pod ${pod}).`,
    fix: [
      'Make it bigger, where its StorageClass allows that: zen deploy with a greater --storage-size',
      'Or free some of it, then run the same command again.',
    ],
    details: { pod },
    foreign: log,
  })
}

export function addressNotGiven(service: string, foreign: string) {
  return new ZenError({
    code: 'ADDRESS_NOT_GIVEN',
    message: `The cluster gives no address to the load balancer ${service}.`,
    fix: [
      'Clusters outside a cloud need a load balancer of their own, such as MetalLB: https://metallb.io',
      'Or do without: --expose ingress, or --expose none and zen connect',
    ],
    details: { service },
    foreign,
  })
}
