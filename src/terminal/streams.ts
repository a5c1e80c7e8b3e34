/** Where plain words go. */
export interface TextStreams {
  readonly out: { write(text: string): unknown }
  readonly err: { write(text: string): unknown }
}

/** What a person's terminal needs besides: colours, width, keys. Passed in, so that tests see what a person would. */
export interface Streams extends TextStreams {
  readonly out: TextStreams['out'] & {
    /** Width of the terminal; absent when it is none. */
    readonly columns?: number
  }
  readonly err: NodeJS.WriteStream
  readonly in: NodeJS.ReadStream
  /** Aborted by the first Ctrl-C; ends a prompt that is open. */
  readonly signal: AbortSignal
}
