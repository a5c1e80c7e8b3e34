/** Somebody whom a cloud knows. */
export interface Identity {
  /** What the caller shows: names of its credentials with their values, such as `{accessKey, secretKey}`. */
  readonly credentials: Readonly<Record<string, string>>
  readonly account: string
  /** As the cloud calls it, for example an ARN. */
  readonly principal: string
  readonly expired?: boolean
  /** Actions that it may not do, with `*` for any letters: `ec2:CreateVpc`, `iam:*`. */
  readonly denied?: readonly string[]
  /** Regions beyond those that every account has. */
  readonly regions?: readonly string[]
}
