import type { DeploymentPart } from '../../contract.ts'

/** Which part of a deployment a resource belongs to, so that people see four lines instead of twenty. */
export function partOf(type: string, name: string): DeploymentPart {
  if (name.startsWith('database')) return 'database'
  if (name.startsWith('address') || type.startsWith('kubernetes:')) return 'server'
  return name.startsWith('cluster') ? 'cluster' : 'network'
}
