import { chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { temporaryDirectory } from '../../temporary-directory.ts'

const switches = [
  // Chromium's sandbox wants a user that is not root.
  '--no-sandbox',
  // The login page paints its background with WebGL, which takes minutes without a graphics card.
  '--disable-gpu',
  '--disable-3d-apis',
  // Its chatter with its maker would wait for a network that may not be there.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** A page of Debian's Chromium, in a profile of its own. It ends with the test. */
export async function browserPage(): Promise<Page> {
  const context = await chromium.launchPersistentContext(await temporaryDirectory(), {
    executablePath: process.env['ZEN_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: switches,
    viewport: { width: 1280, height: 800 },
  })
  onTestFinished(() => context.close())
  return context.newPage()
}
