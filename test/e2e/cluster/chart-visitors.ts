/** People who use a server all the time. */
import { onTestFinished } from 'vitest'
import { whoIs } from './chart-server.ts'

export interface Visitors {
  /** How many answers they had so far. */
  answers(): number
  /** Ends them. What went wrong first. */
  stop(): Promise<readonly string[]>
}

const PEOPLE = 3
const TOLD_FAILURES = 10

/** Each asks again as soon as there is an answer, over a new connection, so that the service chooses a server. */
export function startVisitors(url: string, token: string, user = 'admin'): Visitors {
  const failures: string[] = []
  const stopped = new AbortController()
  let answered = 0
  const visit = async () => {
    while (!stopped.signal.aborted) {
      const said = await whoIs(url, token, { connection: 'close' }).catch(String)
      if (said === user) answered += 1
      else failures.push(`after ${answered} answers: ${said}`)
    }
  }
  const ended = Promise.all(Array.from({ length: PEOPLE }, visit))
  const stop = async () => {
    stopped.abort()
    await ended
    return failures.slice(0, TOLD_FAILURES)
  }
  onTestFinished(async () => {
    await stop()
  })
  return { answers: () => answered, stop }
}
