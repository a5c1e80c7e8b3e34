/** Lines of several readers, as one stream. */
export class LineQueue implements AsyncIterable<string> {
  readonly #signal: AbortSignal
  #lines: string[] = []
  #error: { readonly value: unknown } | undefined
  #wake: () => void = () => undefined

  /** @param signal ends it */
  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', () => this.#wake(), { once: true })
  }

  push(line: string): void {
    this.#lines.push(line)
    this.#wake()
  }

  /** Ends it with an error, after the lines before it. */
  fail(error: unknown): void {
    this.#error = { value: error }
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncIterator<string> {
    for (;;) {
      const lines = this.#lines
      this.#lines = []
      for (const line of lines) yield line
      if (this.#lines.length > 0) continue
      if (this.#error) throw this.#error.value
      if (this.#signal.aborted) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
