import { expect, test } from 'vitest'
import { proxyFor } from '../../src/cluster/proxy.ts'

const proxy = 'http://proxy.example.com:3128'
const through = (server: string, none = '', name = 'HTTPS_PROXY') =>
  proxyFor(new URL(server), { [name]: proxy, NO_PROXY: none }) !== undefined

test('a cluster is reached through the proxy of its scheme, in capitals or not', () => {
  expect(proxyFor(new URL('https://k8s.example.com'), { https_proxy: 'proxy:1' })).toBe('http://proxy:1')
  expect(through('https://k8s.example.com', '', 'HTTP_PROXY')).toBe(false)
  expect(through('http://k8s.example.com', '', 'HTTP_PROXY')).toBe(true)
  expect(proxyFor(new URL('https://k8s.example.com'), {})).toBeUndefined()
})

test('this computer is never reached through a proxy', () => {
  expect(through('https://127.0.0.1:6443')).toBe(false)
  expect(through('https://[::1]:6443')).toBe(false)
  expect(through('https://localhost:6443')).toBe(false)
})

test.each([
  ['example.com', true],
  ['.example.com', true],
  ['*.example.com', true],
  ['k8s.example.com:6443', true],
  ['k8s.example.com:443', false],
  ['ample.com', false],
  ['.k8s.example.com', false],
  ['*', true],
  [' other.com , example.com ', true],
])('NO_PROXY=%s exempts k8s.example.com:6443: %s', (rule, exempt) => {
  expect(through('https://k8s.example.com:6443', rule)).toBe(!exempt)
})

test.each([
  ['10.0.0.0/8', true],
  ['10.1.2.3', true],
  ['11.0.0.0/8', false],
  ['fd00::/8', false],
  ['10.0.0.0/99', false],
])('NO_PROXY=%s exempts 10.1.2.3: %s', (rule, exempt) => {
  expect(through('https://10.1.2.3', rule)).toBe(!exempt)
})
