/** The page of `zen deploy --report` in a real browser, without a network. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { reportPage } from '../../../src/report/page.ts'
import { failed, inCluster, planned, running } from '../../report/sample-report.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { browserPage } from './browser-page.ts'

const colours = { light: 'rgb(246, 247, 249)', dark: 'rgb(16, 19, 26)' } as const

test.each(Object.entries({ running, failed, planned, inCluster }))(
  'a report of one that is %s can be read in light, in dark, on a telephone and on paper',
  async (_status, report) => {
    const file = join(await temporaryDirectory(), 'report.html')
    await writeFile(file, reportPage(report, []))
    const page = await browserPage()
    const [requests, complaints]: [string[], string[]] = [[], []]
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))

    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1200, 380]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 800 })
        await page.goto(pathToFileURL(file).href)

        const background = 'getComputedStyle(document.body).backgroundColor'
        expect(await page.evaluate(background)).toBe(colours[colorScheme])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      }

    await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
    const [ink, paper] = ['color', 'backgroundColor'].map((name) => `getComputedStyle(document.body).${name}`)
    expect(await page.evaluate(`[${ink}, ${paper}]`)).toEqual(['rgb(27, 33, 48)', 'rgb(255, 255, 255)'])

    expect(await page.locator('svg.diagram').getAttribute('role')).toBe('img')
    expect(await page.locator('.track i').count()).toBe(report.works.length)
    expect(new Set(requests)).toEqual(new Set([pathToFileURL(file).href]))
    expect(complaints).toEqual([])
  },
)
