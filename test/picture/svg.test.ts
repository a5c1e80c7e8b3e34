import { expect, test } from 'vitest'
import { screenOf } from '../../scripts/picture/screen.ts'
import { svgOf } from '../../scripts/picture/svg.ts'

const size = { columns: 40, rows: 5 }
const picture = { title: 'zen', description: 'A run.', columns: 40 }

test('the screen shows what is left after lines were written over', async () => {
  const lines = await screenOf('Deploying (1 s)\r\u001b[2K\u001b[32m✔\u001b[39m Deployed "a"\r\n', size)

  expect(lines).toEqual([
    [
      { text: '✔', column: 0, color: 2, isBold: false, isDim: false },
      { text: ' Deployed "a"', column: 1, color: undefined, isBold: false, isDim: false },
    ],
  ])
})

test('every run stands in its column, with its colour, and markup stays text', async () => {
  const lines = await screenOf('\u001b[1m<b> & co\u001b[0m\r\n\r\n  \u001b[36mYes\u001b[0m', size)

  const svg = svgOf({ ...picture, lines })

  expect(svg).toMatch(/<text x="24.0" y="62" textLength="67.2" class="bold">&lt;b&gt; &amp; co<\/text>/)
  expect(svg).toMatch(/<text x="40.8" y="104" textLength="25.2" style="fill: #56d4dd">Yes<\/text>/)
})

test('nothing is fetched from elsewhere', async () => {
  const svg = svgOf({ ...picture, lines: await screenOf('zen', size) })

  expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg'])
})
