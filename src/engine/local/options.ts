import type { Target } from '../engine.ts'

/** The options of the local provider, read from a spec. */
export interface LocalOptions {
  readonly host: string
  readonly port: number
  /** Path of a Python that the person asked for. */
  readonly python?: string
  readonly username: string
  /** What the person wants it to be; never empty. */
  readonly password?: string
}

/** Values were validated against the provider's options before; the defaults are those of the provider. */
export function localOptions({ spec, secrets }: Target): LocalOptions {
  const { host, port, python, username } = spec.options
  const password = secrets['password']
  return {
    host: typeof host === 'string' ? host : '127.0.0.1',
    port: typeof port === 'number' ? port : 8237,
    username: typeof username === 'string' ? username : 'default',
    ...(typeof python === 'string' && { python }),
    ...(password && { password }),
  }
}
