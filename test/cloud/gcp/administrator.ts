import type { Identity } from '../frame/identity.ts'

/** Somebody who may do everything in a project. The key opens nothing but simulated clouds. */
export const administrator: Identity = {
  credentials: {
    clientEmail: 'administrator@zen-test-471112.iam.gserviceaccount.com',
    privateKey: 'no-secret-at-all',
  },
  account: 'zen-test-471112',
  principal: 'administrator@zen-test-471112.iam.gserviceaccount.com',
}

/** What Google Cloud's tools and SDKs read of somebody. */
export function environmentOf({ credentials, account }: Identity): Readonly<Record<string, string>> {
  const { accessToken } = credentials
  return {
    ...(accessToken === undefined
      ? { GOOGLE_CREDENTIALS: keyFileOf(credentials) }
      : { GOOGLE_OAUTH_ACCESS_TOKEN: accessToken }),
    GOOGLE_PROJECT: account,
    // Nobody's own login may get in the way.
    CLOUDSDK_CONFIG: '/dev/null',
  }
}

/** As `gcloud iam service-accounts keys create` and `gcloud auth application-default login` write it. */
export function keyFileOf(credentials: Identity['credentials']): string {
  const { clientEmail, privateKey, refreshToken } = credentials
  return JSON.stringify(
    refreshToken === undefined
      ? { type: 'service_account', client_email: clientEmail, private_key: privateKey }
      : { type: 'authorized_user', client_id: 'gcloud', refresh_token: refreshToken },
  )
}
