/** A cloud's own API over HTTP, which listens beside its provider: for clouds whose address a variable says. */
export interface ApiServer {
  /** Variables that lead to it. */
  readonly env: Readonly<Record<string, string>>
  close(): void
}
