import type { Inquiries } from '../../../stacks/inquiry-contract.ts'
import { namespaceOf, releaseOf } from '../../../stacks/server-spec.ts'
import { loginTo } from './index.ts'
import { getLogin, getThings, Meadow } from './resources.ts'

export const inquiries: Inquiries = {
  preflight: async ({ spec: { name, options } }) => {
    const { principal } = await getLogin(`zen-${name}`, new Meadow(options['region']))
    const finding = {
      id: 'login',
      title: 'Login',
      verdict: 'pass',
      message: `You are ${principal}.`,
      fix: [],
    } as const
    const where = `the meadow in the ${String(options['region'])}`
    return { where, identity: principal, findings: [finding], settled: {} }
  },
  remains: async ({ spec: { name, options } }) => {
    const { things } = await getThings(name, new Meadow(options['region']))
    return things.map(({ type, id }) => ({
      type,
      id,
      words: `${type.split(':').at(-1)} ${id}`,
      ...nameOf(type),
    }))
  },
  place: async ({ spec }) => {
    const [provider, cluster] = [new Meadow(spec.options['region']), `zen-${spec.name}`]
    if ((await getLogin(cluster, provider)).endpoint === undefined) return undefined
    const kubeconfigText = await loginTo(cluster, provider)
    return { cluster: { kubeconfigText }, namespace: namespaceOf(spec), release: releaseOf(spec) }
  },
}

/** What the program calls it, who makes one of each. */
function nameOf(type: string): { readonly name?: string } {
  const kind = type.split(':').at(-1) ?? ''
  return ['Field', 'Cluster', 'Address'].includes(kind) ? { name: kind.toLowerCase() } : {}
}
