/** Sizes as Kubernetes writes them: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */

const powers = ['', 'k', 'M', 'G', 'T', 'P', 'E']

/** `20Gi` in bytes; NaN when it is none. */
export function bytesOf(quantity: string): number {
  const [, number, prefix = '', binary] = /^(\d+(?:\.\d+)?)([kKMGTPE]?)(i?)$/.exec(quantity) ?? []
  return Number(number) * (binary ? 1024 : 1000) ** powers.indexOf(prefix.replace('K', 'k'))
}
