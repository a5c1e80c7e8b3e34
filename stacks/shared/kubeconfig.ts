/** The way into a cluster that a cloud runs, without any program on anybody's computer. */

export interface Kubeconfig {
  /** Of the cluster. */
  readonly name: string
  /** URL of its API. */
  readonly server: string
  /** In base64. */
  readonly certificateAuthority: string
  readonly token: string
}

/** Text of a kubeconfig: JSON is YAML too. */
export function kubeconfig({ name, server, certificateAuthority, token }: Kubeconfig): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': certificateAuthority } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  })
}

/** For a cluster that is gone: an address that no computer can have, https://www.rfc-editor.org/rfc/rfc6761#section-6.4 */
export const goneKubeconfig = kubeconfig({
  ...{ name: 'gone', server: 'https://gone.invalid', certificateAuthority: '', token: 'none' },
})
