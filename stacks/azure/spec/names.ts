/** Names of what zen makes at Azure, inside every limit there for a deployment's name of 32 letters. */
import { createHash } from 'node:crypto'
import { baseName, fitting } from '../../shared/spec/names.ts'

/** Of the group of everything. 90 letters at most: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export function groupName(name: string): string {
  return baseName(name)
}

/** Of the cluster, and what its own names begin with: 54 letters at most. */
export function clusterName(name: string): string {
  return fitting(baseName(name).replace(/-+$/, ''), 54, baseName(name))
}

/** Of the second group that every cluster has, for its nodes: 80 letters at most. */
export function nodeGroupName(name: string): string {
  return `${groupName(name)}-nodes`
}

export interface Marked {
  readonly name: string
  readonly mark: string
}

/** Of the database: nobody else in the world may have it. 63 letters at most. */
export function databaseName({ name, mark }: Marked): string {
  return fitting(`${baseName(name)}-${mark}`, 63)
}

/** Of the address, in the domain of its region: nobody else there may have it. 63 letters at most. */
export function labelOf({ name, mark }: Marked): string {
  return fitting(`${baseName(name)}-${mark}`, 63)
}

/** Azure wants this ending, and another beginning than the database's: https://learn.microsoft.com/azure/mysql/flexible-server/concepts-networking-vnet */
export function zoneName(name: string): string {
  return `${fitting(baseName(name).replace(/-+$/, ''), 63, baseName(name))}.private.mysql.database.azure.com`
}

interface Place {
  readonly subscription: string
  readonly region: string
  readonly name: string
}

/**
 * What makes a name one of its own in the world: the same for the same deployment, so that a server that was destroyed
 * and deployed again has the address it had. @param attempt the next one, where somebody else has that name
 */
export function markFor({ subscription, region, name }: Place, attempt = 0): string {
  return digest([subscription, region, name, attempt].join('/')).slice(0, 6)
}

/** As Azure wants names of role assignments: a GUID, the same for the same use. */
export function guidFor(...words: readonly string[]): string {
  return digest(words.join('/'))
    .slice(0, 32)
    .replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, '$1-$2-5$3-8$4-$5')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
