/** Options of providers that put the server on a cluster that is there already. */
import type { Option, OptionValue } from './contract.ts'

/** What Kubernetes allows as the name of a namespace, a Secret and the like: https://kubernetes.io/docs/concepts/overview/working-with-objects/names */
export function nameProblem(value: OptionValue): string | undefined {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(String(value))
    ? undefined
    : 'must have at most 63 lower case letters, digits and hyphens, and start and end with a letter or digit'
}

const kubeconfigOption: Option = {
  flag: 'kubeconfig',
  type: 'text',
  summary: 'kubeconfig that names the cluster',
  placeholder: 'FILE',
  defaultNote: 'what kubectl reads: KUBECONFIG, else ~/.kube/config',
}

const contextOption: Option = {
  flag: 'context',
  type: 'text',
  summary: 'context of the kubeconfig',
  placeholder: 'CONTEXT',
  defaultNote: 'the current one, which the deployment then keeps',
  question: 'Which context of your kubeconfig?',
  offered: true,
}

const namespaceOption: Option = {
  flag: 'namespace',
  type: 'text',
  summary: 'namespace of the server; zen makes it, and removes it again, unless it is there already',
  placeholder: 'NAMESPACE',
  defaultNote: 'zen-NAME',
  problem: nameProblem,
}

export const clusterOptions: readonly Option[] = [kubeconfigOption, contextOption, namespaceOption]
