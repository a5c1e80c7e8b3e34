/** Kubeconfigs that a cloud hands out, which may want a program on one's computer. */
import { kubeconfig } from './kubeconfig.ts'

/** Whether somebody gets in by a token of the cloud's directory alone, which a program would fetch. */
export function isDirectoryOnly(text: string): boolean {
  return /^\s+(exec|auth-provider):/m.test(text)
}

/** The same cluster, entered by a token in place of a program. @param text with one cluster @throws Error when it names none */
export function withToken(text: string, token: string): string {
  const at = (key: string) => new RegExp(`^\\s+${key}: *["']?([^\\s"']+)`, 'm').exec(text)?.[1]
  const server = at('server')
  if (server === undefined) throw new Error('The kubeconfig names no cluster.')
  const certificateAuthority = at('certificate-authority-data') ?? ''
  return kubeconfig({ name: new URL(server).hostname, server, certificateAuthority, token })
}
