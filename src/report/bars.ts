/** When each resource was worked on, as bars over time. */
import type { DeploymentPart } from '../../stacks/contract.ts'
import { busyTime, isOpen, labelOf, type Work } from '../deployment/timeline.ts'
import { duration } from '../words/duration.ts'
import type { Escape } from './html.ts'
import { partsOfReport, type Report, worksIn } from './report.ts'

/** Milliseconds since 1970. */
interface Span {
  readonly from: number
  readonly to: number
}

/** Empty where nothing was worked on. */
export function timelineBars(report: Report, text: Escape): string {
  const { works, at } = report
  if (works.length === 0) return ''
  const from = Math.min(...works.map(({ startedAt }) => startedAt))
  const ends = works.map(({ endedAt }) => endedAt ?? at.getTime())
  const span = { from, to: Math.max(from + 1000, ...ends) }
  const step = stepOf(span)
  const parts = partsOfReport(report).map((part) => partRows(report, part, span, text))
  const share = round((100 * step) / (span.to - span.from))
  return `<div class="timeline" style="--step:${share}%">
<div class="row axis"><span></span><div class="track">${ticks(span, step)}</div><span></span></div>
${parts.join('\n')}
</div>`
}

function partRows(report: Report, part: DeploymentPart, span: Span, text: Escape): string {
  const works = worksIn(report, part)
  if (works.length === 0) return ''
  const busy = busyTime(works, span.to)
  const head = `<div class="row head"><span>${part}</span><div class="track"></div><span>${words(busy)}</span></div>`
  return `<section class="${part}">${head}${works.map((work) => row(work, span, text)).join('')}</section>`
}

function row(work: Work, span: Span, text: Escape): string {
  const { startedAt, endedAt = span.to } = work
  const scale = 100 / (span.to - span.from)
  const left = round((startedAt - span.from) * scale)
  const wide = round((endedAt - startedAt) * scale)
  const state = work.failed ? 'failed' : isOpen(work) ? 'open' : 'done'
  const end = { failed: 'failed', open: 'not finished', done: words(endedAt - startedAt) }[state]
  const label = text(labelOf(work))
  return `<div class="row ${state}"><span title="${label}">${label}</span><div class="track"><i style="left:${left}%;width:${wide}%" title="${label}: ${words(endedAt - startedAt)}"></i></div><span>${end}</span></div>`
}

/** Milliseconds between two lines. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200].map((seconds) => seconds * 1000)

function stepOf({ from, to }: Span): number {
  return steps.find((step) => (to - from) / step <= 6) ?? to - from
}

function ticks({ from, to }: Span, step: number): string {
  const count = Math.floor((to - from) / step)
  return Array.from({ length: count + 1 }, (_nothing, at) => {
    const left = round((100 * at * step) / (to - from))
    // The last one would stand out of the page.
    return left > 96 ? '' : `<b style="left:${left}%">${tickWords(at * step)}</b>`
  }).join('')
}

function tickWords(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds === 0) return '0'
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}

function words(milliseconds: number): string {
  return milliseconds < 1000 ? '<1 s'.replace('<', '&lt;') : duration(Math.round(milliseconds / 1000))
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100
}
