/**
 * Where pods look for an image of this name in the cluster's registry, which stands for all registries. As Docker
 * reads names: a registry has a dot, a port, or is `localhost`; names of one word are in `library`.
 */
export function registryPath(name: string): string {
  const [first = '', ...rest] = name.split('/')
  if (rest.length === 0) return `library/${name}`
  if (!/[.:]|^localhost$/.test(first)) return name
  const path = rest.join('/')
  return first === 'docker.io' && rest.length === 1 ? `library/${path}` : path
}
