/** Proxies of the environment, which the Kubernetes client itself knows nothing of. */
import { BlockList, isIP } from 'node:net'
import type { Environment } from './kubeconfig-files.ts'

/**
 * The proxy for this server, by the rules of Go's `http.ProxyFromEnvironment`, which `kubectl` and Pulumi follow:
 * https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config
 */
export function proxyFor(server: URL, env: Environment): string | undefined {
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const proxy = env[name] || env[name.toLowerCase()]
  const none = env['NO_PROXY'] || env['no_proxy'] || ''
  if (!proxy || isExempt(server, none)) return undefined
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

function isExempt({ hostname, port, protocol }: URL, none: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  if (host === 'localhost' || host === '::1' || /^127\./.test(host)) return true
  const actualPort = port || (protocol === 'https:' ? '443' : '80')
  return none
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .some((rule) => rule !== '' && matches(rule, host, actualPort))
}

function matches(rule: string, host: string, port: string): boolean {
  if (rule === '*') return true
  if (rule.includes('/')) return isInRange(rule, host)
  const [, name = rule, onlyPort] = isIP(rule) ? [rule, rule] : (/^(.*?)(?::(\d+))?$/.exec(rule) ?? [])
  if (onlyPort !== undefined && onlyPort !== port) return false
  const domain = name.replace(/^\*?\./, '')
  const isBelow = host.endsWith(`.${domain}`) && !isIP(host)
  return /^\*?\./.test(name) ? isBelow : host === domain || isBelow
}

function isInRange(range: string, host: string): boolean {
  const [address = '', bits = ''] = range.split('/')
  const [version, hostVersion] = [isIP(address), isIP(host)]
  if (version === 0 || version !== hostVersion || !/^\d+$/.test(bits)) return false
  const family = version === 6 ? 'ipv6' : 'ipv4'
  if (Number(bits) > (version === 6 ? 128 : 32)) return false
  const list = new BlockList()
  list.addSubnet(address, Number(bits), family)
  return list.check(host, family)
}
