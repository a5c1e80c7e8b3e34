import type { DeploymentPart } from '../../contract.ts'

/** Which part of a deployment a resource belongs to, so that people see four lines instead of thirty. */
export function partOf(type: string, name: string): DeploymentPart {
  if (/^(database|final-backup)/.test(name)) return 'database'
  if (/^(server|address)$/.test(name) || type.startsWith('kubernetes:')) return 'server'
  return /^(cluster|nodes)/.test(name) ? 'cluster' : 'network'
}
