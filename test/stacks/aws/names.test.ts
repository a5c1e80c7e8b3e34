import { describe, expect, it } from 'vitest'
import { subnetCidr } from '../../../stacks/aws/network.ts'
import { balancerName, databaseName, roleName } from '../../../stacks/aws/spec/names.ts'
import { tagsProblem } from '../../../stacks/aws/spec/tags.ts'
import { formatCidr, overlap, parseCidr } from '../../../stacks/shared/spec/cidr.ts'

describe('names', () => {
  it('are what people expect, where there is room', () => {
    expect(balancerName('team', 'server')).toBe('zen-team-server')
    expect(databaseName('team')).toBe('zen-team')
    expect(roleName({ name: 'team', region: 'eu-west-1' }, 'nodes')).toBe('zen-team-eu-west-1-nodes')
  })

  it('stay different when they are cut', () => {
    const [one, other] = ['a-deployment-with-a-name-so-long1', 'a-deployment-with-a-name-so-long2']

    expect(balancerName(one, 'http')).toHaveLength(32)
    expect(balancerName(one, 'http')).not.toBe(balancerName(other, 'http'))
    expect(balancerName(one, 'http')).not.toBe(balancerName(one, 'https'))
  })

  it('of databases have no two hyphens in a row, and are different then too', () => {
    expect(databaseName('a--b')).toMatch(/^zen-a-b-[0-9a-f]{6}$/)
    expect(databaseName('a--b')).not.toBe(databaseName('a-b'))
  })

  it('of roles stay below 64 letters in the regions with the longest names', () => {
    expect(
      roleName({ name: 'x'.repeat(32), region: 'ap-southeast-4' }, 'volumes').length,
    ).toBeLessThanOrEqual(64)
  })
})

describe('addresses', () => {
  it.each(['10.42.0.0/16', '0.0.0.0/0', '255.255.255.255/32'])('%s is a block', (text) => {
    const cidr = parseCidr(text)

    expect(cidr && formatCidr(cidr)).toBe(text)
  })

  it.each(['10.42.0.0', '10.42.0.0/33', '10.42.0.1/16', '256.0.0.0/8', 'a/8', ''])('%j is none', (text) => {
    expect(parseCidr(text)).toBeUndefined()
  })

  it.each(['10.42.0.0/16', '192.168.16.0/20'])('%s has room for all subnets, beside each other', (cidr) => {
    const subnets = [0, 1].flatMap((at) => [subnetCidr(cidr, 'public', at), subnetCidr(cidr, 'private', at)])
    const blocks = subnets.flatMap((text) => parseCidr(text) ?? [])

    expect(blocks).toHaveLength(4)
    for (const [at, block] of blocks.entries())
      for (const other of blocks.slice(at + 1)) expect(overlap(block, other)).toBe(false)
    const whole = parseCidr(cidr)
    for (const block of blocks) expect(whole && overlap(whole, block)).toBe(true)
  })

  it('of the usual network are these', () => {
    expect([0, 1].map((at) => subnetCidr('10.42.0.0/16', 'public', at))).toEqual([
      '10.42.0.0/24',
      '10.42.1.0/24',
    ])
    expect([0, 1].map((at) => subnetCidr('10.42.0.0/16', 'private', at))).toEqual([
      '10.42.32.0/19',
      '10.42.64.0/19',
    ])
  })
})

describe('tags', () => {
  it.each([[['team=ml', 'cost centre=a/b@c']], [['empty=']]])('%j are fine', (tags) => {
    expect(tagsProblem(tags)).toBeUndefined()
  })

  it.each([['=x'], [`${'k'.repeat(129)}=x`], ['k=<x>'], ['Name=x'], ['AWS:x=y']])('%s is not', (tag) => {
    expect(tagsProblem([tag])).toMatch(/^must /)
  })

  it('are few enough to leave room for ours', () => {
    expect(tagsProblem(Array.from({ length: 41 }, (_, at) => `k${at}=v`))).toBe(
      'must be given at most 40 times',
    )
  })
})
