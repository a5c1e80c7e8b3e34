/** What it costs a month, by part, and what it would cost otherwise. */
import { partsOf } from '../deployment/parts.ts'
import type { Escape } from './html.ts'
import type { Report } from './report.ts'

/** Empty where it costs nothing. */
export function costs(report: Report, text: Escape): string {
  const { estimate, resources } = report
  if (!estimate || estimate.monthlyUsd === 0) return ''
  const parts = partsOf({ estimate, resources }).filter(({ monthlyUsd = 0 }) => monthlyUsd > 0)
  const rows = parts.map(
    ({ part, monthlyUsd = 0 }) =>
      `<tr class="${part}"><th><i></i>${part}</th><td>${dollars(monthlyUsd)}</td></tr>`,
  )
  const shares = parts.map(
    ({ part, monthlyUsd = 0 }) => `<i class="${part}" style="flex-grow:${monthlyUsd}" title="${part}"></i>`,
  )
  const { monthlyUsd, asOf, unpriced = [] } = estimate
  return `<section><h2>Cost</h2>
<div class="shares">${shares.join('')}</div>
<div class="beside"><table class="costs">${rows.join('')}<tr class="all"><th>a month</th><td>${dollars(monthlyUsd)}</td></tr></table>
${choiceBars(report, text)}</div>
<p class="small">By prices of ${text(asOf)}; traffic, logs and snapshots come on top.${unpriced.length > 0 ? ` No price is known of ${text(unpriced.join(', '))}.` : ''}</p>
</section>`
}

/** Each choice beside the others. */
function choiceBars({ choices }: Report, text: Escape): string {
  const [first] = choices
  if (!first) return ''
  const most = Math.max(...choices.map(({ estimate }) => estimate.monthlyUsd), 1)
  const rows = choices.map(({ value, isChosen, estimate: { monthlyUsd } }) => {
    const width = Math.round((100 * monthlyUsd) / most)
    return `<div class="${isChosen ? 'choice chosen' : 'choice'}"><span>${text(value)}</span><b><i style="width:${width}%"></i></b><span>${dollars(monthlyUsd)}</span></div>`
  })
  return `<div class="choices"><p class="small">By <code>--${text(first.flag)}</code></p>${rows.join('')}</div>`
}

export function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`
}
