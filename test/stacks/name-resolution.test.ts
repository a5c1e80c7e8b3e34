import { expect, it } from 'vitest'
import { firstIngress, leadsTo } from '../../stacks/shared/name-resolution.ts'
import { nameOfAddress } from '../../stacks/shared/server-url.ts'

it.each([
  ['localhost', '127.0.0.1', true],
  ['127.0.0.1', 'localhost', true],
  ['localhost', '203.0.113.10', false],
  ['nobody.invalid', '203.0.113.10', false],
  ['nobody.invalid', 'nobody.invalid', false],
])('%s leads to %s: %s', async (domain, goal, leads) => {
  expect(await leadsTo(domain, goal)).toBe(leads)
})

it('a load balancer has an address, a name, or nothing yet', () => {
  expect(firstIngress({ loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } })).toEqual({ ip: '1.2.3.4' })
  expect(firstIngress({ loadBalancer: {} })).toEqual({})
  expect(firstIngress(undefined)).toEqual({})
})

it('a name is made from an address', () => {
  expect(nameOfAddress('203.0.113.10')).toBe('203-0-113-10.sslip.io')
  expect(nameOfAddress('2001:db8::1')).toBe('2001-db8--1.sslip.io')
})
