/** What databases that clouds manage have in common. */
import { randomBytes } from 'node:crypto'
import { type Output, Stash } from '@pulumi/pulumi'

/** Of the user and of the database: no cloud keeps this name for itself. */
export const databaseName = 'zenml'

export const databasePort = 3306

/** Without a password. @param host as the cluster reaches it */
export function databaseUrl(host: string): string {
  return `mysql://${databaseName}@${host}:${databasePort}/${databaseName}`
}

/** RDS takes at most 41 letters: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export function databasePassword(generated: string): string {
  return generated.slice(0, 40)
}

/**
 * A name that nobody had before, chosen once and in the state from the start: where a cloud takes a name once, or all
 * over the world. @param name of the Stash @param prefix what the name begins with
 */
export function nameWithSuffix(name: string, prefix: string): Output<string> {
  const input = `${prefix}-${randomBytes(4).toString('hex')}`
  return new Stash(name, { input }, { ignoreChanges: ['input'] }).output.apply(String)
}
