/**
 * Stands in for the ZenML client where the real one would take seconds: it does to its files what ZenML 0.98.0
 * does on first use (`_write_config` of `zenml/config/global_config.py`, `_save_credentials` of
 * `zenml/login/credentials_store.py`): all comments lost, keys sorted, its own keys filled in.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import { readIfThere } from '../../src/storage/atomic-file.ts'
import type { ClientComputer } from './client-computer.ts'

/** What this client adds to `config.yaml` when it is used. */
export const clientKeys = {
  active_project_id: '11111111-1111-4111-8111-111111111111',
  active_stack_id: '22222222-2222-4222-8222-222222222222',
  analytics_opt_in: true,
  user_id: '33333333-3333-4333-8333-333333333333',
  version: '0.98.0',
}

/** Any command, such as `zenml stack list`, against the server in the files. */
export async function useClient({ configFile, credentialsFile }: ClientComputer): Promise<void> {
  const config = parse((await readIfThere(configFile)) ?? '{}') ?? {}
  const store = { ...config.store, connection_pool_size: 10, http_timeout: 30 }
  await dump(configFile, {
    user_id: clientKeys.user_id,
    ...config,
    ...activeOf(config),
    version: '0.98.0',
    store,
  })
  const credentials = parse((await readIfThere(credentialsFile)) ?? '{}') ?? {}
  const entry = credentials[store.url]
  if (!entry) return
  const token = { access_token: 'jwt', expires_in: 3600 }
  credentials[store.url] = { ...entry, api_token: token, server_id: 's', status: 'available' }
  await dump(credentialsFile, credentials)
}

/** `zenml config set` and the like: one key of `config.yaml`. */
export async function setClientKey({ configFile }: ClientComputer, key: string, value: unknown) {
  await dump(configFile, { ...parse(await readFile(configFile, 'utf8')), [key]: value })
}

function activeOf(config: Record<string, unknown>) {
  return {
    active_project_id: config['active_project_id'] ?? clientKeys.active_project_id,
    active_stack_id: config['active_stack_id'] ?? clientKeys.active_stack_id,
    analytics_opt_in: config['analytics_opt_in'] ?? true,
  }
}

async function dump(file: string, value: object): Promise<void> {
  await writeFile(file, stringify(value, { version: '1.1', sortMapEntries: true, lineWidth: 80 }))
}
