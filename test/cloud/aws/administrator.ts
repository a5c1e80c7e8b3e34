import type { Identity } from '../frame/identity.ts'

/** Somebody who may do everything in an account. The keys open nothing but simulated clouds. */
export const administrator: Identity = {
  credentials: { accessKeyId: 'AKIAZENTESTADMIN', secretAccessKey: 'no-secret-at-all' },
  account: '111111111111',
  principal: 'arn:aws:iam::111111111111:user/administrator',
}

/** What AWS's tools and SDKs read of somebody. */
export function environmentOf({ credentials }: Identity): Readonly<Record<string, string>> {
  const { accessKeyId = '', secretAccessKey = '', sessionToken } = credentials
  return {
    ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
    // Nobody's own profiles may get in the way.
    ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
  }
}
