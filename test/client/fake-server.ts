/**
 * Stands in for servers that go wrong: it gives the answers it was told to, in order, the last one for ever, and
 * remembers what it was asked. The real ZenML server is used wherever a real one can be brought to the answer.
 */
import { createServer, type Server } from 'node:http'
import { onTestFinished } from 'vitest'

export interface FakeAnswer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface FakeServer {
  readonly url: string
  /** `METHOD path` of every request. */
  readonly requests: string[]
}

export async function fakeServer(...answers: readonly FakeAnswer[]): Promise<FakeServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? { status: 500 }
    requests.push(`${request.method} ${request.url}`)
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null)
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(text)
  })
  return { url: `http://127.0.0.1:${await listen(server)}`, requests }
}

/** Listens on a free port until the test is over. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
