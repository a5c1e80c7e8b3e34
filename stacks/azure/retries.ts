/** Refusals of Azure that pass by themselves: somebody else is still busy with what this needs, or has not heard of it. */
import { usualPauses } from '../shared/retries.ts'

/** Half an hour in all: as long as a subnet may be held by a database that is gone. */
export const pauses = [...usualPauses, ...Array.from({ length: 28 }, () => 60)]

const passing = [
  // What was in these is gone, and not everywhere yet. Things of others are no reason to wait.
  /InUseSubnetCannotBeDeleted[\s\S]*(serviceAssociationLinks|virtualMachineScaleSets|loadBalancers)/,
  /PublicIPAddressCannotBeDeleted|CannotDeleteResource|AnotherOperationInProgress/,
  // Databases do one thing at a time, and are not found for a while after they were made.
  /ServerIsBusy|PrivateDnsZoneIsNotLinkedToVnet/,
  /Code="(ResourceNotFound|ParentResourceNotFound)"[\s\S]*flexibleServers/i,
  /OperationNotAllowed[\s\S]*(in progress|being created)/,
  // An identity that was just made is not known everywhere yet, nor what it may do.
  /PrincipalNotFound|CustomVNetMissingPermission|LinkedAuthorizationFailed/,
  /Status=(429|5\d\d)|TooManyRequests|RetryableError|connection reset by peer/,
]

/** Whether it is worth trying again what failed with these words. */
export function isPassing(message: string): boolean {
  return passing.some((pattern) => pattern.test(message))
}
