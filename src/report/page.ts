/** The page itself: complete in one file, with nothing to load from anywhere. */
import { countChanges } from '../deployment/changes.ts'
import { isDone, isOf } from '../deployment/timeline.ts'
import { duration } from '../words/duration.ts'
import { timelineBars } from './bars.ts'
import { costs, dollars } from './costs.ts'
import { diagram } from './diagram.ts'
import { type Escape, escaper } from './html.ts'
import type { Report } from './report.ts'
import { style } from './style.ts'

const policy = "default-src 'none'; style-src 'unsafe-inline'"

/** @param secrets values that must not be read on it */
export function reportPage(report: Report, secrets: readonly string[]): string {
  const text = escaper(secrets)
  const bars = timelineBars(report, text)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(report.name)}: ZenML on ${text(report.provider)}</title>
<style>${style}</style>
</head>
<body>
<main>
${header(report, text)}
${tiles(report)}
${failure(report, text)}
<section><h2>${report.status === 'planned' ? 'What would be made' : 'What there is'}</h2>
<div class="wide">${diagram(report, text)}</div></section>
${costs(report, text)}
${bars === '' ? '' : `<section><h2>Timeline</h2>${bars}</section>`}
${next(report, text)}
<footer>Written by zen on ${time(report.at)}. Holds no password.</footer>
</main>
</body>
</html>
`
}

const signs = { running: '✓ running', failed: '✕ failed', planned: '○ planned' } as const

function header({ name, where, provider, status, server }: Report, text: Escape): string {
  const address =
    server?.url === undefined ? '' : `<a class="address" href="${text(server.url)}">${text(server.url)}</a>`
  return `<header><div><h1>${text(name)}</h1><p>ZenML on ${text(where ?? provider)}</p></div>
<span class="status ${status}">${signs[status]}</span>${address}</header>`
}

function tiles(report: Report): string {
  const { resources, durationSeconds, estimate, server, status } = report
  const minutes = status === 'planned' ? estimate?.minutes : undefined
  return `<div class="tiles">${[
    tile(`${resources.length}`, countWords(report)),
    ...(durationSeconds === undefined ? [] : [tile(duration(durationSeconds), 'for all of it')]),
    ...(minutes === undefined ? [] : [tile(`${minutes} min`, 'to make it, about')]),
    ...(estimate && estimate.monthlyUsd > 0 ? [tile(dollars(estimate.monthlyUsd), 'a month, about')] : []),
    ...(server ? [tile(server.database, 'database')] : []),
  ].join('')}</div>`
}

function countWords({ resources, works, status }: Report): string {
  const { create, same } = countChanges(resources)
  const all = resources.length === 1 ? 'resource' : 'resources'
  const some = (count: number, what: string) =>
    count === resources.length ? `${all} ${what}` : `${all}, ${count} ${what}`
  if (status === 'planned') return some(create, 'to make')
  if (status === 'failed') {
    const done = resources.filter((resource) => works.some((work) => isDone(work) && isOf(work, resource)))
    return some(done.length + same, 'there')
  }
  if (same === resources.length) return `${all}, as before`
  return create > 0 ? some(create, 'made') : some(resources.length - same, 'changed')
}

function tile(number: string, words: string): string {
  return `<div><strong>${number}</strong><span>${words}</span></div>`
}

function failure({ failure }: Report, text: Escape): string {
  if (!failure) return ''
  const { message, fix, foreign } = failure
  const words = foreign === undefined ? '' : `<pre>${text(foreign)}</pre>`
  const lines = fix.map((line) => `<li>${text(line)}</li>`).join('')
  return `<section class="failure"><h2>What went wrong</h2><p>${text(message)}</p><ul>${lines}</ul>${words}</section>`
}

function next({ next, command, status }: Report, text: Escape): string {
  const again = { running: 'The same again, without questions', failed: 'Go on', planned: 'Make it' }[status]
  const steps = [...next, { what: again, command }]
  const rows = steps.map(
    (step) => `<tr><th>${text(step.what)}</th><td><code>${text(step.command)}</code></td></tr>`,
  )
  return `<section><h2>What next</h2><table class="next">${rows.join('')}</table></section>`
}

function time(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
