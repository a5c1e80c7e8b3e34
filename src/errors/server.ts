/** Catalogue: talking to a ZenML server. */
import { messageOf, ZenError } from './zen-error.ts'

export function serverUnreachable(url: string, cause: unknown) {
  return new ZenError({
    code: 'SERVER_UNREACHABLE',
    message: `The ZenML server at ${url} does not answer.`,
    fix: [
      'See whether it runs: zen list',
      'Read what it says: zen logs',
      'Start it again by running the same zen deploy command.',
    ],
    details: { url },
    foreign: messageOf(cause),
    cause,
  })
}

export function certificateNotTrusted(url: string, cause: unknown) {
  return new ZenError({
    code: 'CERTIFICATE_NOT_TRUSTED',
    message: `The certificate of the ZenML server at ${url} is not trusted by this computer.`,
    fix: [
      'Check that the address is the right one and that the clock of this computer is right.',
      'If its authority is your own: set NODE_EXTRA_CA_CERTS to the PEM file of that authority.',
    ],
    details: { url },
    foreign: messageOf(cause),
    cause,
  })
}

export function notZenmlServer(url: string) {
  return new ZenError({
    code: 'NOT_A_ZENML_SERVER',
    message: `Something answers at ${url}, but it is not a ZenML server.`,
    fix: ['Check the address and the port: another program may be using it.'],
    details: { url },
  })
}

export function loginRefused(url: string, username: string) {
  return new ZenError({
    code: 'LOGIN_REFUSED',
    message: `The ZenML server at ${url} does not accept the password of "${username}" that zen knows.`,
    fix: [
      'Give the right one: set ZEN_PASSWORD, or name a file with --password-file FILE.',
      'If that database has another administrator, and the provider takes a name: --username NAME.',
    ],
    details: { url, username },
  })
}

export function apiKeyRefused(url: string) {
  return new ZenError({
    code: 'API_KEY_REFUSED',
    message: `The ZenML server at ${url} does not accept the API key.`,
    fix: ['Make a new one: zen connect'],
    details: { url },
  })
}

export function serverBusy(url: string, retryAfter: number | undefined) {
  return new ZenError({
    code: 'SERVER_BUSY',
    message: `The ZenML server at ${url} asks to be left alone for a while (too many requests or failed logins).`,
    fix: [
      `Run the same command again in ${retryAfter === undefined ? 'a minute' : `${retryAfter} seconds`}.`,
    ],
    details: { url, ...(retryAfter !== undefined && { retryAfter }) },
  })
}

/** `what` completes "could not …": `make the service account "zen"`. */
export function serverRefused(url: string, what: string, status: number, words: string) {
  return new ZenError({
    code: 'SERVER_REFUSED',
    message: `The ZenML server at ${url} could not ${what} (HTTP status ${status}).`,
    fix: ['Read what it says: zen logs', 'Run the same command again.'],
    details: { url, status },
    foreign: words,
  })
}
