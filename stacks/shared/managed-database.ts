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

/**
 * By the rules of all clouds. RDS takes at most 41 letters, and neither "/", "@", quotes nor spaces:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html. Azure wants three of the four
 * kinds of letters, a policy at Google Cloud may want all of them; and at Azure no three letters in a row may be those
 * of the user's name, however they are written. None of these means something in a URL.
 */
export function databasePassword(generated: string): string {
  return `Pw-0${generated.slice(0, 37)}`
}

/**
 * A name that nobody had before, chosen once and in the state from the start: where a cloud takes a name once, or all
 * over the world. @param name of the Stash @param prefix what the name begins with
 */
export function nameWithSuffix(name: string, prefix: string): Output<string> {
  const input = `${prefix}-${randomBytes(4).toString('hex')}`
  return new Stash(name, { input }, { ignoreChanges: ['input'] }).output.apply(String)
}
