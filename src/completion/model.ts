/** What can be typed after `zen`, as far as completion cares. Scripts are made from this and from nothing else. */

export const shells = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof shells)[number]

/** What can stand where a value is expected. */
export type Values =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'folders' }
  /** Names of deployments, asked of `zen list` at the moment of completion. */
  | { readonly kind: 'deployments' }
  /** Something only the person knows, such as a port. */
  | { readonly kind: 'anything' }

export interface CompletedFlag {
  /** Without dashes: `docker-host`, `no-connect`. */
  readonly name: string
  /** Short form, without its dash. */
  readonly char?: string
  readonly summary: string
  /** May be given more than once. */
  readonly repeatable: boolean
  /** Absent when the flag takes no value. */
  readonly values?: Values
}

export interface CompletedCommand {
  readonly name: string
  readonly summary: string
  /** What its one argument may be; absent when it has none. */
  readonly argument?: Values
  readonly flags: readonly CompletedFlag[]
}

/** What can follow `zen` itself besides a command. */
export const globalFlags = [
  { name: 'help', summary: 'show help' },
  { name: 'version', summary: 'show the version of zen' },
] as const

/** Every way to type this flag: `--name`, `-n`. */
export function spellings({ name, char }: CompletedFlag): readonly string[] {
  return [`--${name}`, ...(char ? [`-${char}`] : [])]
}
