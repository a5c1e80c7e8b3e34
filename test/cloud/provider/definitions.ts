import type { CloudDefinition } from '../frame/definition.ts'

/** The simulated cloud of a Pulumi package. Only its own tables are loaded. */
export async function definitionOf(name: string): Promise<CloudDefinition> {
  switch (name) {
    case 'aws':
      return (await import('../aws/aws.ts')).aws
    case 'kubernetes':
      return (await import('../kubernetes/kubernetes.ts')).kubernetes
    default:
      throw new Error(`Nobody has described a cloud for the package ${name} yet: see test/cloud/README.md.`)
  }
}
