/** Refusals of Google Cloud that pass by themselves: somebody else is still busy with what this needs, or has not heard of it. */

const passing = [
  // An API was just enabled.
  /has not been used in project|SERVICE_DISABLED|accessNotConfigured/,
  // What was just made, or removed, is not known everywhere yet.
  /resourceInUseByAnotherResource|is already being used by|resourceNotReady|is not ready/,
  /Service account .* does not exist|serviceAccount:\S+ does not exist/i,
  /doesn't have at least 1 private services connection|NETWORK_NOT_PEERED/i,
  // A resource is busy with the change before.
  /operation is already in progress|operationInProgress|incompatible operation|concurrent policy changes|Error 412/i,
  /rateLimitExceeded|Rate Limit Exceeded|RATE_LIMIT_EXCEEDED|Error 429|Error 5\d\d|backendError|connection reset by peer/i,
]

/** Whether it is worth trying again what failed with these words. */
export function isPassing(message: string): boolean {
  return passing.some((pattern) => pattern.test(message))
}
