/** The dashboard in a real browser: Debian's Chromium, driven by playwright-core. */
import { dirname } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../free-port.ts'
import { zenmlPython } from '../../zenml/python.ts'
import { computer, resultOf, zen } from '../zen-command.ts'
import { browserPage } from './browser-page.ts'

test('a person logs in to the dashboard at the printed URL and sees the default project', async () => {
  const here = await computer([dirname(await zenmlPython())], { ZEN_PASSWORD: 'a real Pa55word' })
  onTestFinished(async () => {
    await zen(here, ['destroy', '--yes', '--json'])
  })
  const { server } = resultOf(await zen(here, ['up', '--port', String(await freePort()), '--json']))

  const page = await browserPage()
  await page.goto(server.url)
  await page.fill('input[name="username"]', server.username)
  await page.fill('input[name="password"]', 'a real Pa55word')
  await page.press('input[name="password"]', 'Enter')
  await answerSurvey(page)
  await page.goto(`${server.url}/projects`)

  const project = page.getByRole('link', { name: /default/ }).first()
  await project.waitFor()
  expect(await project.isVisible()).toBe(true)
})

/** ZenML asks every new user who they are before it shows anything. */
async function answerSurvey(page: Page): Promise<void> {
  await page.waitForURL(/survey/)
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('Email').fill('ada@example.com')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.locator('input[type=radio]').first().waitFor()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('button', { name: 'Skip this step' }).click()
  await page.getByText('Go to Dashboard').waitFor()
}
