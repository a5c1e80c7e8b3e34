import type { EngineFacts, Target } from '../engine.ts'

/** The options of the local provider, read from a spec. */
export interface LocalOptions {
  readonly host: string
  readonly port: number
  /** Path of a Python that the person asked for. */
  readonly python?: string
  /**
   * The user that a client without server takes for itself, so it has to exist in its database.
   * Source: `_default_user_name` of `zenml/zen_stores/sql_zen_store.py` (0.98.0)
   */
  readonly username: string
  /** What the person wants it to be; never empty. */
  readonly password?: string
}

/** Values were validated against the provider's options before; the defaults are those of the provider. */
export function localOptions({ env }: EngineFacts, { spec, secrets }: Target): LocalOptions {
  const { host, port, python } = spec.options
  const password = secrets['password']
  return {
    host: typeof host === 'string' ? host : '127.0.0.1',
    port: typeof port === 'number' ? port : 8237,
    username: env['ZENML_DEFAULT_USER_NAME'] || 'default',
    ...(typeof python === 'string' && { python }),
    ...(password && { password }),
  }
}
