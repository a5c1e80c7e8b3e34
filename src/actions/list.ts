import type { Context } from '../context.ts'
import type { Deployment } from '../engine/engine.ts'
import { allDeployments } from './engines.ts'

/** All deployments of this computer, by name. */
export async function list(context: Context): Promise<readonly Deployment[]> {
  return allDeployments(context)
}
