import { describe, expect, it } from 'vitest'
import { kindWords, wrapped } from '../../src/deployment/kinds.ts'
import { escaper } from '../../src/report/html.ts'
import { reportPage } from '../../src/report/page.ts'
import { failed, inCluster, planned, running, secret } from './sample-report.ts'

const reports = { running, failed, planned, inCluster }

/** What is on a page, without how it looks. */
const bodyOf = (page: string) => page.slice(page.indexOf('<body>'))
const textOf = (page: string) =>
  bodyOf(page)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

describe.each(Object.entries(reports))('a report of one that is %s', (_status, report) => {
  const page = reportPage(report, [secret])

  it('is whole: nothing is loaded from anywhere, and no program runs', () => {
    expect(page).not.toMatch(
      /<(script|link|img|iframe|object|embed|base|form)\b|\bon\w+="|@import|url\((?!#)/,
    )
    expect(page.match(/(src|href)="(?!#)[^"]*"/g) ?? []).toEqual(
      report.server?.url === undefined ? [] : [`href="${report.server.url}"`],
    )
    expect(page).toContain("default-src 'none'")
  })

  it('holds no secret, in no shape', () => {
    for (const shape of [secret, 'open sesame', encodeURIComponent(secret), btoa(secret)])
      expect(page).not.toContain(shape)
  })

  it('closes what it opens', () => {
    for (const name of [
      'section',
      'div',
      'span',
      'table',
      'svg',
      'g',
      'ul',
      'header',
      'code',
      'b',
      'i',
      'p',
    ]) {
      const count = (pattern: string) => page.match(new RegExp(pattern, 'g'))?.length ?? 0
      expect([name, count(`<${name}[\\s>]`)]).toEqual([name, count(`</${name}>`)])
    }
  })
})

it('what there is, is drawn and counted, with the way to it', () => {
  const text = textOf(reportPage(running, []))

  for (const words of [
    ...['AWS account 111111111111 in eu-central-1', 'Kubernetes cluster', 'ZenML 0.98.0', 'Database'],
    ...['203-0-113-10.sslip.io', 'HTTPS', '2 × EC2 subnet', '15 min 20 s', 'resources made'],
  ])
    expect(text).toContain(words)
})

it('every resource has a bar, as long as it took, in the colour of its part', () => {
  const page = reportPage(running, [])

  expect(page.match(/<i style="left:[\d.]+%;width:[\d.]+%"/g)).toHaveLength(running.works.length)
  expect(page).toContain('title="EKS cluster zen-team: 8 min 35 s"')
  const cluster = page.slice(
    page.indexOf('<section class="cluster">'),
    page.indexOf('<section class="database">'),
  )
  expect(cluster).toContain('EKS node group nodes')
  expect(cluster).not.toContain('RDS instance')
})

it('costs add up by part, and presets stand side by side', () => {
  const text = textOf(reportPage(running, []))

  for (const words of ['a month $240.93', 'production', '$453.29', 'By prices of 2026-07-01'])
    expect(text).toContain(words)
})

it('what went wrong comes first, and is marked where it happened', () => {
  const page = reportPage(failed, [secret])

  expect(page.indexOf('What went wrong')).toBeLessThan(page.indexOf('What there is'))
  expect(page).toContain('CREATE_FAILED &lt;script&gt;alert(&quot;[secret]&quot;)&lt;/script&gt; [secret]')
  expect(page).toContain('<g class="cluster failed">')
  expect(page).toContain('<g class="server planned">')
  expect(page).toContain('<g class="network made">')
  expect(textOf(page)).toContain('RDS instance zen-team not finished')
  expect(textOf(page)).toContain('resources, 8 there')
})

it('a plan has no times but those to expect', () => {
  const text = textOf(reportPage(planned, []))

  expect(text).toContain('○ planned')
  expect(text).toContain('19 min to make it, about')
  expect(text).not.toContain('Timeline')
})

it('a server in a cluster that was there is all there is', () => {
  const page = reportPage(inCluster, [])

  expect(page.match(/<g class="[^"]*"><rect/g)).toEqual([
    '<g class="place"><rect',
    '<g class="server made"><rect',
  ])
  expect(textOf(page)).toContain('inside its cluster only')
  expect(textOf(page)).toContain('1 resource made')
  expect(textOf(page)).not.toMatch(/Cost|a month/)
})

describe('text', () => {
  it('shows what it is, and hides secrets before that', () => {
    expect(escaper([])(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;')
    expect(escaper(['p&ss<word>'])('it was p&ss<word>, or p%26ss%3Cword%3E')).toBe(
      'it was [secret], or [secret]',
    )
    expect(escaper(['key', ''])('a keyboard')).toBe('a keyboard')
  })

  it('names the kinds that took longest, and counts the rest', () => {
    const resources = running.resources.filter(({ part }) => part === 'network')

    expect(kindWords(resources, running.works, 9)).toEqual(['EC2 NAT gateway', '2 × EC2 subnet', 'EC2 VPC'])
    expect(kindWords(resources, running.works, 2)).toEqual(['EC2 NAT gateway', '3 more'])
    expect(wrapped(['one', 'two', 'three'], 9)).toEqual(['one · two', 'three'])
    expect(wrapped(['longer than it may be'], 9)).toEqual(['longer than it may be'])
  })
})
