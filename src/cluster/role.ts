/** A role for an administrator to apply, as YAML. */
import { stringify } from 'yaml'
import type { Right } from './permissions.ts'

/**
 * @param rights all that are needed, so that the role is enough by itself
 * @param user as the cluster calls the person
 */
export function roleFor(rights: readonly Right[], namespace: string, user: string | undefined): string {
  const inside = rights.filter(({ isClusterWide }) => !isClusterWide)
  const everywhere = rights.filter(({ isClusterWide }) => isClusterWide)
  return [
    ...documents('Role', inside, { name: 'zen', namespace }, user),
    ...documents('ClusterRole', everywhere, { name: `zen-${namespace}` }, user),
  ]
    .map((document) => stringify(document).trimEnd())
    .join('\n---\n')
}

function documents(
  kind: 'Role' | 'ClusterRole',
  rights: readonly Right[],
  metadata: { readonly name: string; readonly namespace?: string },
  user = 'USER',
) {
  if (rights.length === 0) return []
  const api = 'rbac.authorization.k8s.io'
  const subject = user.startsWith('system:serviceaccount:')
    ? accountOf(user)
    : { kind: 'User', name: user, apiGroup: api }
  return [
    { apiVersion: `${api}/v1`, kind, metadata, rules: rulesOf(rights) },
    {
      ...{ apiVersion: `${api}/v1`, kind: `${kind}Binding`, metadata },
      roleRef: { apiGroup: api, kind, name: metadata.name },
      subjects: [subject],
    },
  ]
}

function accountOf(user: string) {
  const [, , namespace, name] = user.split(':')
  return { kind: 'ServiceAccount', name, namespace }
}

/** One rule for all resources of a group with the same verbs. */
function rulesOf(rights: readonly Right[]) {
  const rules = new Map<string, { apiGroups: string[]; resources: string[]; verbs: string[] }>()
  for (const [name, verbs] of verbsByResource(rights)) {
    const [group = '', resource = ''] = name.split(' ')
    const key = `${group} ${verbs.join()}`
    const rule = rules.get(key) ?? { apiGroups: [group], resources: [], verbs }
    rule.resources.push(resource)
    rules.set(key, rule)
  }
  return [...rules.values()]
}

/** Verbs by `GROUP RESOURCE`, each once. */
export function verbsByResource(rights: readonly Right[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { group, resource, verb } of rights) {
    const verbs = found.get(`${group} ${resource}`) ?? []
    found.set(`${group} ${resource}`, [...new Set([...verbs, verb])])
  }
  return found
}
