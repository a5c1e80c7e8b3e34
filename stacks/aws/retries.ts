/** Refusals of AWS that pass by themselves: somebody else is still busy with what this needs, or has not heard of it. */

const passing = [
  // Network interfaces of load balancers, nodes and databases stay some minutes longer than these.
  /DependencyViolation|InvalidIPAddress\.InUse|has some mapped public address/,
  // A resource is busy with the change before.
  /InvalidDBInstanceState|InvalidDBSubnetGroupState|InvalidDBParameterGroupState|ResourceInUseException: (?!.*already exists)/,
  /DeleteConflict|ConcurrentModification|ResourceInUse: Target group/,
  // A role that was just made is not known everywhere yet.
  /\brole\b.*(could not be assumed|can not be assumed|cannot be found|could not be found|does not exist)|Invalid principal in policy/i,
  /RequestLimitExceeded|Throttling|Rate exceeded|ServiceUnavailable|InternalFailure|connection reset by peer/i,
]

/** Whether it is worth trying again what failed with these words. */
export function isPassing(message: string): boolean {
  return passing.some((pattern) => pattern.test(message))
}
