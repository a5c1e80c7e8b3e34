/** What a ZenML client needs to connect to a server. */
export interface ClientConfig {
  /** Address of the server; a slash at its end is dropped. */
  readonly url: string
  /** API key of a service account: `ZENKEY_…`. */
  readonly apiKey: string
  /** `false` lets the client accept any certificate. */
  readonly verifySsl: boolean
  /** PEM text of the authority that signed the server's certificate, when the public ones did not. */
  readonly caCertificate?: string
}

/** The form in which the client stores an address: without slashes at the end. */
export function storedUrl(url: string): string {
  return url.replace(/\/+$/, '')
}
