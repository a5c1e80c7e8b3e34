/** Google Cloud's refusals as the provider passes them on. */
import { filledIn } from '../frame/bad-end.ts'
import { bridgeWords, timeoutWords } from '../frame/bridge-words.ts'
import type { Words } from '../frame/definition.ts'
import { version } from './version.ts'

/** An API's answer in the words of Google's client for Go: https://pkg.go.dev/google.golang.org/api/googleapi */
function apiError(refusal: {
  readonly code: string
  readonly message: string
  readonly status: number
}): string {
  return `googleapi: Error ${refusal.status}: ${refusal.message}, ${refusal.code}`
}

export const words: Words = {
  ...bridgeWords(`gcp@${version}`),
  refusal: (operation, subject, refusal) => {
    const doing = filledIn(operation.doing, subject)
    return doing === '' ? apiError(refusal) : `${doing}: ${apiError(refusal)}`
  },
  timedOut: (operation, subject, _type, minutes) =>
    `Error waiting for ${filledIn(operation.doing, subject).replace(/^Error,? /, '')}: ${timeoutWords('DONE', 'RUNNING', minutes)}`,
}
