/**
 * Who a principal is behind a session: an assumed role's session ends, the role stays.
 * @param principal `arn:aws:sts::111111111111:assumed-role/deployer/session`, or the ARN of a user or role
 */
export function issuerOf(principal: string): string {
  return principal.replace(/^arn:aws:sts::(\d+):assumed-role\/([^/]+)\/.*$/, 'arn:aws:iam::$1:role/$2')
}

/** The last part of the ARN of an assumed role: who holds the session. Empty for others. */
export function sessionNameOf(principal: string): string {
  return /:assumed-role\/[^/]+\/(.*)$/.exec(principal)?.[1] ?? ''
}
