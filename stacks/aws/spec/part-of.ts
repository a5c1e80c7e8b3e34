import type { DeploymentPart } from '../../contract.ts'

/** Which part of a deployment a resource belongs to, so that people see four lines instead of sixty. */
export function partOf(type: string, name: string): DeploymentPart {
  if (/^(database|final-snapshot)/.test(name)) return 'database'
  if (/^(server|address)/.test(name) || type.startsWith('kubernetes:')) return 'server'
  if (/^aws:(eks|iam|cloudwatch)\//.test(type) || /^(cluster|nodes)/.test(name)) return 'cluster'
  return 'network'
}
