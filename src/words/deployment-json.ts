/** Parts of the JSON results that several commands share. Public interface: see `schemas/`. */
import type { Spec } from '../../stacks/contract.ts'
import type { Deployment, DeploymentStatus } from '../engine/engine.ts'

interface DeploymentFacts {
  readonly spec: Spec
  readonly status: DeploymentStatus
  readonly createdAt: string
  readonly updatedAt: string
}

export function deploymentJson({ spec, status, createdAt, updatedAt }: DeploymentFacts) {
  return { name: spec.name, provider: spec.provider, status, createdAt, updatedAt }
}

/** Address and login, without the password unless somebody asked for it. */
export function serverJson({ outputs }: Deployment, { reveal }: { readonly reveal: boolean }) {
  if (!outputs) return {}
  const { url, unexposed, username, database } = outputs
  return {
    ...{ url, ...(unexposed ? { unexposed } : {}), username, database },
    // It may have to be decrypted first, so it is not touched for nothing.
    ...(reveal ? { password: outputs.password } : {}),
  }
}
