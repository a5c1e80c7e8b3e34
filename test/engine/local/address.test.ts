import { expect, test } from 'vitest'
import { isLoopback, listenAddress, urlOf } from '../../../src/engine/local/address.ts'

test.each([
  ['127.0.0.1', 'http://127.0.0.1:8237', true],
  ['127.3.2.1', 'http://127.3.2.1:8237', true],
  ['localhost', 'http://127.0.0.1:8237', true],
  ['::1', 'http://[::1]:8237', true],
  ['0.0.0.0', 'http://127.0.0.1:8237', false],
  ['::', 'http://[::1]:8237', false],
  ['192.168.1.5', 'http://192.168.1.5:8237', false],
  ['fd00::5', 'http://[fd00::5]:8237', false],
])('a server at %s is reached at %s', (host, url, loopback) => {
  expect(urlOf(host, 8237)).toBe(url)
  expect(isLoopback(host)).toBe(loopback)
})

test('localhost is one address', () => {
  expect(listenAddress('localhost')).toBe('127.0.0.1')
})
