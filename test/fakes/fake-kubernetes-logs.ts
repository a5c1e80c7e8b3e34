/** Logs of the fake cluster's containers. */
import type { ServerResponse } from 'node:http'
import { Refusal } from './fake-kubernetes-objects.ts'

interface Line {
  readonly at: string
  readonly text: string
}

class Log {
  readonly lines: Line[] = []
  readonly readers = new Set<(line: Line) => void>()
  readonly enders = new Set<() => void>()
  ended = false
}

export class Logs {
  readonly #logs = new Map<string, Log>()
  #tick = Date.parse('2026-01-01T00:00:00Z')

  /** @param path `namespace/pod/container`, with `/previous` for the run before the last restart */
  write(path: string, ...texts: readonly string[]): void {
    const log = this.#at(path)
    for (const text of texts) {
      this.#tick += 1000
      const line = { at: new Date(this.#tick).toISOString(), text }
      log.lines.push(line)
      for (const read of log.readers) read(line)
    }
  }

  /** The container ends, and so do its readers. */
  end(path: string): void {
    const log = this.#at(path)
    log.ended = true
    for (const end of log.enders) end()
  }

  /** The container starts again, with a log of its own. */
  restart(path: string): void {
    this.#logs.delete(path)
  }

  has(path: string): boolean {
    return this.#logs.has(path)
  }

  /** @throws Refusal for a container that never wrote */
  answer(path: string, query: URLSearchParams, response: ServerResponse): void {
    if (!this.has(path))
      throw new Refusal(400, 'BadRequest', `container "${query.get('container')}" is waiting to start`)
    const log = this.#at(path)
    const since = query.get('sinceTime') ?? ''
    const tail = Number(query.get('tailLines') ?? Number.POSITIVE_INFINITY)
    const say = ({ at, text }: Line) =>
      response.write(query.get('timestamps') === 'true' ? `${at} ${text}\n` : `${text}\n`)
    const known = log.lines.filter(
      ({ at }) => since === '' || Date.parse(at) >= Math.floor(Date.parse(since) / 1000) * 1000,
    )
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.flushHeaders()
    for (const line of tail === Number.POSITIVE_INFINITY
      ? known
      : known.slice(Math.max(0, known.length - tail)))
      say(line)
    if (query.get('follow') !== 'true' || log.ended) {
      response.end()
      return
    }
    const end = () => response.end()
    log.readers.add(say)
    log.enders.add(end)
    response.on('close', () => {
      log.readers.delete(say)
      log.enders.delete(end)
    })
  }

  #at(path: string): Log {
    const log = this.#logs.get(path) ?? new Log()
    this.#logs.set(path, log)
    return log
  }
}
