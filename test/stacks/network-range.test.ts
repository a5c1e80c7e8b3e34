/** Which addresses a new network gets, the same in all clouds. */
import { describe, expect, it } from 'vitest'
import { type OtherNetwork, rangeFindings, settledRange } from '../../stacks/shared/network-range.ts'
import { freeRange } from '../../stacks/shared/spec/free-range.ts'

const about = { id: 'cloud-network', title: 'Network' }
const spec = (cidr?: string) => ({
  ...{ name: 'team', provider: 'aws' },
  options: cidr === undefined ? {} : { 'vpc-cidr': cidr },
})

interface Found {
  readonly given?: string
  readonly stored?: string
  readonly others?: readonly OtherNetwork[]
}

function wishFor({ given, stored, others }: Found) {
  return {
    ...{ spec: spec(given), stored: stored === undefined ? undefined : spec(stored), flag: 'vpc-cidr' },
    others: others ? { value: others } : { refusal: 'AccessDenied' },
  }
}

const office = { name: 'office', cidrs: ['10.42.8.0/24', 'fd00::/48'] }
/** Such as may be at Azure. */
const all = { name: 'all', cidrs: ['10.0.0.0/8'] }

describe('a network that nobody named addresses for', () => {
  it.each<[string, Found, string]>([
    ['gets the usual ones', { others: [] }, '10.42.0.0/16'],
    ['gets the next ones where somebody has these', { others: [office] }, '10.43.0.0/16'],
    ['gets the usual ones where nobody tells', {}, '10.42.0.0/16'],
    ['gets those of another kind where one network has the whole', { others: [all] }, '172.18.0.0/16'],
    ['keeps what it has', { stored: '10.42.0.0/16', others: [office] }, '10.42.0.0/16'],
  ])('%s', (_, found, expected) => {
    expect(settledRange(wishFor(found))).toEqual({ 'vpc-cidr': expected })
  })

  it('is told of a collision only where nothing is free', () => {
    const every = { name: 'every', cidrs: ['0.0.0.0/0'] }

    expect(rangeFindings(about, wishFor({ others: [office] }))).toEqual([
      { ...about, verdict: 'pass', message: 'No other network has addresses of 10.43.0.0/16.', fix: [] },
    ])
    expect(settledRange(wishFor({ others: [every] }))).toEqual({ 'vpc-cidr': '10.42.0.0/16' })
    expect(rangeFindings(about, wishFor({ others: [every] }))).toMatchObject([
      { verdict: 'warn', fix: ['Name addresses that no network has: --vpc-cidr CIDR'] },
    ])
  })
})

describe('addresses that a person named', () => {
  it('stay', () => {
    expect(settledRange(wishFor({ given: '10.1.0.0/16', others: [all] }))).toEqual({
      'vpc-cidr': '10.1.0.0/16',
    })
  })

  it('are refused when another network has some of them, with as many that are free', () => {
    expect(rangeFindings(about, wishFor({ given: '10.42.0.0/18', others: [office] }))).toEqual([
      {
        ...{ ...about, verdict: 'fail' },
        message: 'Another network has addresses of 10.42.0.0/18 already: office has 10.42.8.0/24.',
        fix: ['Take these, which no network has: --vpc-cidr 10.43.0.0/18'],
      },
    ])
  })

  it('are refused in one sentence, however many networks have them', () => {
    const others = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, cidrs: ['10.42.0.0/16'] }))

    expect(rangeFindings(about, wishFor({ given: '10.42.0.0/16', others }))[0]?.message).toMatch(
      /: a has 10\.42\.0\.0\/16, b has .*, c has 10\.42\.0\.0\/16 and 2 more\.$/,
    )
  })

  it('are nothing to talk about once they are in use', () => {
    const given = '10.42.0.0/16'

    expect(rangeFindings(about, wishFor({ given, stored: given, others: [office] }))).toEqual([])
    expect(rangeFindings(about, wishFor({ stored: given }))).toEqual([])
  })
})

it('only addresses that a person named are said to be unchecked where nobody tells which networks there are', () => {
  expect(rangeFindings(about, wishFor({}))).toEqual([])
  expect(rangeFindings(about, wishFor({ given: '10.42.0.0/16' }))).toMatchObject([
    { verdict: 'warn', fix: [expect.stringContaining('AccessDenied')] },
  ])
})

it('no free range is one that clouds have themselves', () => {
  const taken: string[] = []
  for (let next = freeRange(taken); next; next = freeRange(taken)) taken.push(next)

  expect(taken).toHaveLength(97)
  expect(taken.slice(0, 2)).toEqual(['10.42.0.0/16', '10.43.0.0/16'])
  const kept = ['10.128.0.0/9', '172.17.0.0/16', '172.30.0.0/16', '172.31.0.0/16']
  expect(freeRange(kept)).toBe('10.42.0.0/16')
  expect(taken.filter((range) => /^10\.(1[3-9]|2)\d|^172\.(17|28|29|3)/.test(range))).toEqual([])
})
