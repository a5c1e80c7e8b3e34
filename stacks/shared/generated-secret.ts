import { randomBytes } from 'node:crypto'
import { all, type Output, Stash, secret } from '@pulumi/pulumi'
import type { Secrets } from '../contract.ts'
import type { ServerKeys } from './server-keys.ts'

/**
 * Keys of a server: what a person gave before there were any, else random ones. All of them are there whatever the
 * spec says, so that a change of the spec, and back, finds the keys of data that was left.
 */
export function generatedKeys(given: Secrets): Output<ServerKeys> {
  return all([
    generatedSecret('admin-password', given['password']),
    generatedSecret('token-key'),
    generatedSecret('encryption-key', given['encryption-key']),
    generatedSecret('database-password'),
    generatedSecret('database-root-password'),
  ]).apply(([password, tokenKey, encryptionKey, databasePassword, databaseRootPassword]) => ({
    ...{ password, tokenKey, encryptionKey },
    ...{ databasePassword, databaseRootPassword },
  }))
}

/**
 * A secret that is made once. A Stash keeps its first input as output for ever; its later inputs are ignored, since
 * each would be another random one, and so a change. Pulumi encrypts it in the state.
 */
function generatedSecret(name: string, given?: string): Output<string> {
  const input = secret(given ?? randomBytes(24).toString('hex'))
  return new Stash(name, { input }, { ignoreChanges: ['input'] }).output.apply(String)
}
